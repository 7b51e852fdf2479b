import { keepPlace } from './keep-place.js';

const aside = document.querySelector('#thread');
let open = null;

/** A thread opens beside its channel. */
export function followThreads() {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-thread]');
    if (button !== null) show(button.dataset.thread);
    if (target.closest('[data-close-thread]') !== null) hide();
  });
  aside.addEventListener('keydown', ({ key }) => {
    const isInMenu = aside.querySelector('.options:popover-open') !== null;
    if (key === 'Escape' && !isInMenu) hide();
  });
  document.addEventListener('arrived', hideQuietly);
}

function show(parentId) {
  open = parentId;
  aside.hidden = false;
  draw();
  aside.querySelector('h2').focus();
}

/** What the thread hangs on has changed, or is the thread that is open. */
export function showThreadAgain(id) {
  if (open === id) draw();
}

function draw() {
  const parent = document.getElementById(open);
  const copy = parent.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll('[id], [popovertarget]')]) {
    if (element.id !== '') element.id = `copy-${element.id}`;
    const menu = element.getAttribute('popovertarget');
    if (menu !== null) element.setAttribute('popovertarget', `copy-${menu}`);
  }
  copy.setAttribute('aria-labelledby', `copy-${parent.getAttribute('aria-labelledby')}`);
  copy.querySelector('.replies')?.remove();
  const place = aside.querySelector('.parent');
  keepPlace(place, () => place.replaceChildren(copy), place);
  aside.querySelector('.topic').textContent = `in ${parent.closest('.place').dataset.name}`;
  for (const list of aside.querySelectorAll('.messages > div')) list.hidden = list.id !== `thread-${open}`;
}

/** The button that opened it may be another by now, since its message is drawn anew with each reply. */
function hide() {
  const opener = document.querySelector(`[data-thread="${CSS.escape(open)}"]`);
  hideQuietly();
  opener?.focus();
}

function hideQuietly() {
  open = null;
  aside.hidden = true;
}
