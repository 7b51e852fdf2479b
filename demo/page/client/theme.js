// Run before anything is drawn, so that a dark page never flashes white.
const kept = localStorage.getItem('theme');
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset.theme = kept ?? (dark ? 'dark' : 'light');

addEventListener('DOMContentLoaded', () => {
  document.querySelector('#theme').addEventListener('click', () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', dataset.theme);
  });
});
