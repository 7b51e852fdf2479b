import { currentPlace } from './places.js';
import { tell } from './tell.js';

const form = document.querySelector('#composer');
const typed = document.querySelector('#typed');
const list = document.querySelector('#suggestions');
const trouble = document.querySelector('#trouble');
const { command } = list.dataset;
let lastTyped = '';

/** The message box. As in Slack, `/` offers the command of the app with its hint, and no more than that. */
export function followComposer() {
  typed.addEventListener('input', () => {
    trouble.textContent = '';
    suggest();
  });
  typed.addEventListener('keydown', onKey);
  typed.addEventListener('blur', hide);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    take();
  });
  document.addEventListener('keydown', (event) => {
    const writing = event.target.closest('input, textarea, select, dialog');
    if (event.key !== '/' || writing !== null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    typed.focus();
    if (typed.value === '') typed.value = '/';
    suggest();
  });
}

function suggest() {
  show(isBeginning() || typed.value.startsWith(`${command} `));
}

/** A part of the command that Tab or Enter completes. */
function isBeginning() {
  return typed.value.startsWith('/') && typed.value !== command && command.startsWith(typed.value);
}

function onKey(event) {
  const { key } = event;
  if (key === 'ArrowUp' && typed.value === '') typed.value = lastTyped;
  if (key === 'Escape') hide();
  if (list.hidden || !isBeginning() || (key !== 'Tab' && key !== 'Enter')) return;
  event.preventDefault();
  take();
}

function take() {
  if (isBeginning()) typed.value = `${command} `;
  typed.focus();
  suggest();
}

function hide() {
  show(false);
}

function show(shown) {
  list.hidden = !shown;
  typed.setAttribute('aria-expanded', String(shown));
  if (shown && isBeginning()) typed.setAttribute('aria-activedescendant', list.firstElementChild.id);
  else typed.removeAttribute('aria-activedescendant');
}

async function send() {
  const text = typed.value.trim();
  if (text === '') return;
  if (text !== command && !text.startsWith(`${command} `)) {
    trouble.textContent = `Only ${command} is answered here: try ${command} help.`;
    return;
  }
  hide();
  lastTyped = text;
  typed.value = '';
  const channel = currentPlace().dataset.channel;
  const asked = { channel, text: text.slice(command.length).trim() };
  if ((await tell('/command', asked)) === null) typed.value = text;
}
