/** What stands in the inputs of a form, as strings. */
export function enteredIn(form) {
  return [...form.querySelectorAll('[data-input]')].map((field) => ({
    ...JSON.parse(field.dataset.input),
    entered: entered(field),
  }));
}

function entered(field) {
  if (field.matches('fieldset'))
    return [...field.querySelectorAll('input:checked')].map(({ value }) => value);
  if (field.multiple) return [...field.selectedOptions].map(({ value }) => value);
  return [field.value];
}
