// A classic script in <head>: the theme must stand before the first paint, modules come too late.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = localStorage.getItem("duban.theme");
  } catch {
    // Storage can be forbidden; the system's theme is good enough then.
  }
  const show = () => {
    root.dataset.theme = chosen || (dark.matches ? "dark" : "light");
  };
  dark.addEventListener("change", show);
  show();
  window.toggleTheme = () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("duban.theme", chosen);
    } catch {
      // As above: the choice then lasts until the page is left.
    }
    show();
    return chosen;
  };
})();
