/** Pieces to build messages and views of, right by themselves. */
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
export const section = (text = 'x') => ({ type: 'section', text: plain(text) });
export const button = (changes: object = {}) => ({
  type: 'button',
  text: plain('Open'),
  action_id: 'open',
  ...changes,
});
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
export const words = (text: string) => ({ type: 'text', text });
export const raw = (text: string) => ({ type: 'raw_text', text });
export const table = (...rows: object[][]) => ({ type: 'table', rows });
export const point = (label: string, value = 1) => ({ label, value });
export const pie = (...segments: object[]) => chart({ type: 'pie', segments });
export const bar = (categories: string[], ...series: object[]) =>
  chart({ type: 'bar', series, axis_config: { categories } });
export const chart = (chart: object) => ({ type: 'data_visualization', title: 'x', chart });
export const option = (value = 'a', text = 'a') => ({ text: plain(text), value });
export const select = (changes: object = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: [option()],
  ...changes,
});
export const checkboxes = (changes: object = {}) => ({
  type: 'checkboxes',
  action_id: 'c',
  options: [option()],
  ...changes,
});
export const input = (element: object = {}, changes: object = {}) => ({
  type: 'input',
  label: plain('Name'),
  element: { type: 'plain_text_input', action_id: 'i', ...element },
  ...changes,
});
export const modal = (...blocks: object[]) => ({ type: 'modal', title: plain('Call'), blocks });
export const form = (...blocks: object[]) => ({ ...modal(...blocks), submit: plain('Save') });
export const home = (...blocks: object[]) => ({ type: 'home', blocks });
export const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));
export const x = (length: number) => 'x'.repeat(length);
