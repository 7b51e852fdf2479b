const aside = document.querySelector('#thread');
let open = null;
let opener = null;

/** A thread opens beside its channel. */
export function followThreads() {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-thread]');
    if (button !== null) show(button.dataset.thread);
    if (target.closest('[data-close-thread]') !== null) hide();
  });
  aside.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
  document.addEventListener('arrived', hideQuietly);
}

function show(parentId) {
  open = parentId;
  opener = document.activeElement;
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
  aside.querySelector('.parent').replaceChildren(copy);
  aside.querySelector('.topic').textContent = `in ${parent.closest('.place').dataset.name}`;
  for (const list of aside.querySelectorAll('.messages > div')) list.hidden = list.id !== `thread-${open}`;
}

function hide() {
  hideQuietly();
  opener?.focus();
}

function hideQuietly() {
  open = null;
  aside.hidden = true;
}
