import { currentPlace } from './places.js';
import { tell } from './tell.js';

const form = document.querySelector('#composer');
const typed = document.querySelector('#typed');
const list = document.querySelector('#suggestions');
const trouble = document.querySelector('#trouble');
const all = JSON.parse(list.dataset.all);
const mostShown = 12;
let chosen = -1;
let lastTyped = '';

/** The message box, with the commands of the bot's own help as one types. */
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
    take(event.target.closest('[role=option]'));
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
  const words = typed.value.toLowerCase();
  const fitting = words.startsWith('/')
    ? all.filter(({ text }) => text.startsWith(words) && text !== words.trimEnd())
    : [];
  list.replaceChildren(...fitting.slice(0, mostShown).map(optionOf));
  chosen = -1;
  show(fitting.length > 0);
}

function optionOf({ text, usage, about }, index) {
  const option = document.createElement('li');
  option.id = `suggestion-${index}`;
  option.role = 'option';
  option.dataset.text = text;
  const command = document.createElement('code');
  command.textContent = usage;
  const meaning = document.createElement('span');
  meaning.textContent = about;
  option.append(command, meaning);
  return option;
}

function onKey(event) {
  const { key } = event;
  if (list.hidden) {
    if (key === 'ArrowUp' && typed.value === '') typed.value = lastTyped;
    return;
  }
  if (key === 'ArrowDown') choose(chosen + 1, event);
  if (key === 'ArrowUp') choose(chosen < 0 ? list.children.length - 1 : chosen - 1, event);
  if (key === 'Escape') hide();
  if (key === 'Tab' || (key === 'Enter' && chosen >= 0)) {
    event.preventDefault();
    take(list.children[Math.max(0, chosen)]);
  }
}

function choose(index, event) {
  event.preventDefault();
  chosen = index >= list.children.length ? -1 : index;
  for (const [at, option] of [...list.children].entries())
    option.setAttribute('aria-selected', String(at === chosen));
  list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  if (chosen < 0) typed.removeAttribute('aria-activedescendant');
  else typed.setAttribute('aria-activedescendant', list.children[chosen].id);
}

function take(option) {
  if (option === null) return;
  const goesOn = all.some(({ text }) => text.startsWith(`${option.dataset.text} `));
  typed.value = option.dataset.text + (goesOn ? ' ' : '');
  typed.focus();
  suggest();
}

function hide() {
  show(false);
}

function show(shown) {
  list.hidden = !shown;
  typed.setAttribute('aria-expanded', String(shown));
  if (!shown) typed.removeAttribute('aria-activedescendant');
}

async function send() {
  const text = typed.value.trim();
  const command = /^\/revox(?:\s+(.*))?$/s.exec(text);
  if (text === '') return;
  if (command === null) {
    trouble.textContent = 'The bot answers /revox: try /revox help.';
    return;
  }
  hide();
  lastTyped = text;
  typed.value = '';
  const channel = currentPlace().dataset.channel;
  if ((await tell('/command', { channel, text: command[1] ?? '' })) === null) typed.value = text;
}
