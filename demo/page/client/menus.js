/** Lists of options open under their button, and are walked through with the arrow keys. */
export function followMenus() {
  document.addEventListener('toggle', opened, true);
  document.addEventListener('keydown', walk);
}

function opened({ target, newState }) {
  if (!target.matches?.('.options')) return;
  const button = document.querySelector(`[popovertarget="${target.id}"]`);
  button?.setAttribute('aria-expanded', String(newState === 'open'));
  if (newState !== 'open' || button === null) return;
  place(target, button.getBoundingClientRect());
  if (!target.contains(document.activeElement)) entriesOf(target)[0]?.focus();
}

/** Below its button where there is room, above it otherwise, and never beyond the edge. */
function place(menu, button) {
  const { width, height } = menu.getBoundingClientRect();
  const below = button.bottom + 4;
  const top = below + height < innerHeight - 8 ? below : Math.max(8, button.top - height - 4);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(8, Math.min(button.left, innerWidth - width - 8))}px`;
}

const steps = { ArrowDown: 1, ArrowUp: -1 };

function walk(event) {
  const menu = event.target.closest?.('.options');
  if (!menu) return;
  const entries = entriesOf(menu);
  const at = entries.indexOf(document.activeElement);
  const to = { Home: 0, End: entries.length - 1 }[event.key] ?? at + (steps[event.key] ?? 0);
  if (event.key === 'Tab') menu.hidePopover();
  if (to === at) return;
  event.preventDefault();
  entries.at(to % entries.length).focus();
}

function entriesOf(menu) {
  return [...menu.querySelectorAll('[role=menuitem]')];
}
