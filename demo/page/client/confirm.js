const dialog = document.querySelector('#confirm');

/** Asks what a button wants asked first. @returns whether the person said yes */
export function asked({ title, text, confirm, deny, style }) {
  const [no, yes] = dialog.querySelectorAll('button');
  dialog.querySelector('h2').textContent = title?.text ?? 'Are you sure?';
  dialog.querySelector('p').textContent = text?.text ?? '';
  no.textContent = deny?.text ?? 'Cancel';
  yes.textContent = confirm?.text ?? 'Yes';
  yes.className = `button ${style === 'danger' ? 'danger' : 'primary'}`;
  dialog.returnValue = 'deny';
  dialog.showModal();
  yes.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'confirm'), { once: true });
  });
}
