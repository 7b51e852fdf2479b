import { enteredIn } from './form.js';
import { tell } from './tell.js';

const dialog = document.querySelector('#modal');
let shown = '';

/** One dialog shows whichever modal lies on top. */
export function followModal() {
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void tell('/close', {});
  });
  dialog.addEventListener('click', ({ target }) => {
    const isOutside = target === dialog;
    if (isOutside || target.closest('[data-close-modal]') !== null) void tell('/close', {});
  });
  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(event.target);
  });
}

/** @param id the view's; the same one changed in place keeps where one is in it */
export function showModal(html, id) {
  if (html === '') {
    shown = '';
    dialog.close();
    dialog.replaceChildren();
    return;
  }
  const isSame = id === shown;
  const label = dialog.contains(document.activeElement) ? document.activeElement.textContent : null;
  const top = dialog.querySelector('.modal-blocks')?.scrollTop ?? 0;
  shown = id;
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  const same = [...dialog.querySelectorAll('button')].find((button) => button.textContent === label);
  (isSame && label ? (same ?? dialog.querySelector('h2')) : dialog.querySelector('h2')).focus();
  dialog.querySelector('.modal-blocks').scrollTop = isSame ? top : 0;
}

async function submit(form) {
  for (const place of form.querySelectorAll('.error')) place.textContent = '';
  const missing = [...form.querySelectorAll(':invalid:not(fieldset)')];
  for (const field of missing)
    sayWrong(form, JSON.parse(field.dataset.input).block_id, field.validationMessage);
  if (missing.length > 0) return missing[0].focus();
  const submitted = await tell('/submit', { inputs: enteredIn(form) });
  for (const [blockId, message] of Object.entries(submitted?.errors ?? {})) sayWrong(form, blockId, message);
}

function sayWrong(form, blockId, message) {
  const beside = form.querySelector(`[data-error="${CSS.escape(blockId)}"]`);
  (beside ?? form.querySelector('[data-form-error]')).textContent = message;
}
