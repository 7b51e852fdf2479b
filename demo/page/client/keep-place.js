/**
 * Whoever was at something finds themselves there in what took its place: on the same button, in the same open menu;
 * or at its head, where that is gone.
 *
 * @param after the element that stands there then, `before` itself where only its content is replaced
 */
export function keepPlace(before, replace, after) {
  const focused = document.activeElement;
  const had = before.contains(focused);
  const buttons = (element) => [...element.querySelectorAll('button, a')];
  const place = buttons(before).indexOf(focused);
  const label = focused?.textContent;
  const openMenu = before.querySelector('.options:popover-open');
  replace();
  const menu = openMenu === null ? null : document.getElementById(openMenu.id);
  menu?.showPopover();
  if (!had) return;
  const same = buttons(menu ?? after).find((button) => button.textContent === label);
  (same ?? buttons(after)[place] ?? after).focus({ preventScroll: true });
}
