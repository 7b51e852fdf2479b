import { asked } from './confirm.js';
import { enteredIn } from './form.js';
import { tell } from './tell.js';

/** Buttons and menu entries of messages, modals and Home. What they belong to stands around them. */
export function followControls() {
  document.addEventListener('click', async ({ target }) => {
    const control = target.closest('[data-control]');
    if (control !== null) await use(control);
    const shortcut = target.closest('[data-shortcut]');
    if (shortcut !== null) await pick(shortcut);
  });
  document.addEventListener('arrived', openTab);
}

/** Slack sends the bot which of its tabs was opened: it draws its Home then, and welcomes whoever comes first. */
function openTab({ target }) {
  const { slug, kind } = target.dataset;
  if (slug === 'home') void tell('/tab', { tab: 'home' });
  else if (kind === 'direct message') void tell('/tab', { tab: 'messages' });
}

async function use(control) {
  const { dataset } = control;
  control.closest('[popover]')?.hidePopover();
  if (dataset.confirm !== undefined && !(await asked(JSON.parse(dataset.confirm)))) return;
  const around = control.closest('[data-where]');
  around.setAttribute('aria-busy', 'true');
  await tell('/use', {
    where: JSON.parse(around.dataset.where),
    control: JSON.parse(dataset.control),
    inputs: enteredIn(around),
  });
  around.removeAttribute('aria-busy');
}

async function pick(shortcut) {
  shortcut.closest('[popover]').hidePopover();
  const { where } = shortcut.closest('[data-where]').dataset;
  await tell('/shortcut', { where: JSON.parse(where), callback_id: shortcut.dataset.shortcut });
}
