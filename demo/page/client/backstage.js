import { tell } from './tell.js';

const outcome = document.querySelector('#outcome');

/** The strip that makes things happen at the emulated Revox. */
export function followBackstage() {
  const strip = document.querySelector('.backstage');
  strip.addEventListener('click', ({ target }) => {
    const { demo, demoSwitch, digest } = target.closest('button')?.dataset ?? {};
    if (demo !== undefined) void make('/demo', { text: demo });
    if (demoSwitch !== undefined) void toggle(target.closest('button'), demoSwitch);
    if (digest !== undefined) void make('/digest', {});
  });
  const form = strip.querySelector('[data-rate]');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => make('/demo', { text: `rate ${form.querySelector('input').value}` }));
  document.addEventListener('arrived', openHome);
}

async function make(path, body) {
  const done = await tell(path, body);
  if (done !== null) outcome.textContent = done.said;
  return done;
}

async function toggle(button, what) {
  const on = button.getAttribute('aria-checked') !== 'true';
  const done = await make('/demo', { text: `${what} ${on ? 'down' : 'up'}` });
  if (done !== null) button.setAttribute('aria-checked', String(on));
}

/** Slack tells the bot that its Home tab was opened, and the bot draws it. */
function openHome({ target }) {
  if (target.dataset.slug === 'home') void tell('/home', {});
}
