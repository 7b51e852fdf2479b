import { tell } from './tell.js';

const strip = document.querySelector('.backstage');
const rate = strip.querySelector('#rate');
const look = strip.querySelector('#look');

/** The strip that makes things happen at the emulated Revox. What came of it is said by `showStage`, in every window. */
export function followBackstage() {
  strip.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button?.matches('.fold')) fold(button.getAttribute('aria-expanded') === 'true');
    if (button?.dataset.make !== undefined) void tell('/make', askedBy(button));
    if (target === look) fold(true);
  });
  const form = strip.querySelector('[data-rate]');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => tell('/make', { make: 'rate', callsPerMinute: rate.valueAsNumber }));
  strip.querySelector('#story').addEventListener('change', ({ target }) => {
    void tell('/make', { make: 'story', story: target.value });
  });
}

export function showStage({ callsPerMinute, carrierDown, apiDown, said, look: slug }) {
  if (document.activeElement !== rate) rate.value = callsPerMinute;
  strip.querySelector('[data-make=carrier]').setAttribute('aria-checked', carrierDown);
  strip.querySelector('[data-make=api]').setAttribute('aria-checked', apiDown);
  strip.querySelector('#outcome').textContent = said;
  look.hidden = slug === null;
  if (slug === null) return;
  look.href = `#${slug}`;
  look.textContent = `Look in #${slug}`;
}

function askedBy(button) {
  const { make } = button.dataset;
  if (!button.matches('[role=switch]')) return { make };
  return { make, on: button.getAttribute('aria-checked') !== 'true' };
}

function fold(folded) {
  strip.querySelector('.fold').setAttribute('aria-expanded', String(!folded));
}
