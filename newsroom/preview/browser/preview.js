// The script of the preview: keeps an open page as it is saved. No built file has it.
// exchange.js has the other half, which compares two versions of a page.
"use strict";
(() => {
  const script = document.currentScript;
  if (window !== window.top) return; // the page around it is loaded again
  const { nonce } = script.dataset;
  const PLACE = "preview-place", CLOSED = "preview-closed";

  // ── The place of the reader, kept while the page is loaded again or exchanged ──

  // A block of the text at the top of the window, by its words: what is above may have grown.
  const blocks = () => [...document.querySelectorAll("main :is(p, li, h1, h2, h3, h4, pre, table, figure)")];
  const topOf = (block) => block?.getBoundingClientRect().top;

  function takePlace() {
    const all = blocks();
    const index = all.findIndex((block) => block.getBoundingClientRect().bottom > 0);
    const place = { x: scrollX, y: scrollY, index, text: all[index]?.textContent, offset: topOf(all[index]) };
    return { place, block: all[index] };
  }

  function findBlock(place) {
    return blocks().map((block, index) => ({ block, far: Math.abs(index - place.index) }))
      .filter(({ block }) => block.textContent === place.text)
      .sort((one, other) => one.far - other.far)[0]?.block;
  }

  function scrollToPlace(place, block) {
    const y = place.y > 0 && block ? scrollY + topOf(block) - place.offset : place.y;
    window.scrollTo({ left: place.x, top: y, behavior: "instant" });
  }

  function keepPlace() {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    sessionStorage.setItem(PLACE, JSON.stringify({ path: location.pathname, open, ...takePlace().place }));
  }

  function restorePlace() {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    sessionStorage.removeItem(PLACE);
    if (place?.path !== location.pathname) return;
    document.querySelectorAll("details").forEach((details, index) => {
      if (index < place.open.length) details.open = place.open[index];
    });
    const scroll = () => scrollToPlace(place, findBlock(place));
    history.scrollRestoration = "manual"; // the browser would scroll once more
    addEventListener("pagehide", () => { history.scrollRestoration = "auto"; }, { once: true });
    scroll();
    addEventListener("load", scroll, { once: true }); // images without a size have one now
  }

  function reload() {
    keepPlace();
    location.reload();
  }

  // ── A new version, for which only what differs is exchanged ──

  let last = takeVersion(document.cloneNode(true)); // before anybody changes the page
  const files = new Map(); // digests of the images that this page has had: a browser keeps those
  let isOutdated = false, isUpdating = false;
  const exchanging = import("/-preview/exchange.js");

  // Remove from a version of the page what the preview has added, and the URLs of style sheets.
  function takeVersion(version) {
    const added = version.querySelector("script[data-page]");
    while (added?.nextSibling) added.nextSibling.remove();
    added?.remove();
    for (const link of version.querySelectorAll("link[rel~=stylesheet i]")) link.removeAttribute("href");
    return version;
  }

  // Return whether no file has another content than before.
  function addFiles(data) {
    return Object.entries(JSON.parse(data.files)).every(([path, digest]) => {
      const isSame = (files.get(path) ?? digest) === digest;
      files.set(path, digest);
      return isSame;
    });
  }

  async function update() {
    isOutdated = true;
    if (isUpdating) return; // that update goes on
    isUpdating = true;
    while (isOutdated) {
      isOutdated = false;
      const response = await fetch(location.href).catch(() => undefined);
      if (!response) break; // the preview has ended; the next one says again that the page is outdated
      try {
        const isPage = response.ok && !response.redirected;
        if (!isPage || !exchangePage(await response.text(), await exchanging)) return reload();
      } catch (error) {
        console.error(error);
        return reload();
      }
    }
    isUpdating = false;
  }

  // Return whether the page now is what loading this HTML would give.
  function exchangePage(html, { exchange }) {
    const next = new DOMParser().parseFromString(html, "text/html");
    const data = next.querySelector("script[data-page]")?.dataset;
    if (!data || !addFiles(data)) return false;
    if (data.page !== script.dataset.page) {
      for (const meta of next.querySelectorAll("meta[http-equiv]")) {
        meta.content = meta.content.replaceAll(data.nonce, nonce);
      }
      const { place, block } = takePlace();
      if (!exchange(document, last, takeVersion(next))) return false;
      last = next;
      scrollToPlace(place, block?.isConnected ? block : findBlock(place));
    }
    swapStyles(data.styles.split(" ").filter(Boolean));
    Object.assign(script.dataset, { page: data.page, styles: data.styles, files: data.files });
    return !location.hash || document.querySelector(":target") !== null; // which only loading sets
  }

  // ── Style sheets, exchanged one by one once the new one is there ──

  function swapStyles(urls) {
    const links = [...document.querySelectorAll("link[rel~=stylesheet i]")];
    if (links.length !== urls.length) return reload();
    links.forEach((link, index) => {
      if (link.getAttribute("href") === urls[index]) return;
      const next = link.cloneNode();
      next.href = urls[index];
      next.onload = () => link.remove();
      next.onerror = reload;
      link.after(next);
    });
  }

  // ── The errors ──

  let overlay;

  function element(name, properties = {}, ...children) {
    const result = Object.assign(document.createElement(name), properties);
    result.append(...children);
    return result;
  }

  function showErrors(errors) {
    overlay?.remove();
    overlay = undefined;
    if (!errors.length) return sessionStorage.removeItem(CLOSED);
    const key = JSON.stringify(errors);
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    const tab = element("button", { className: "tab", type: "button", textContent: count });
    const close = element("button", { className: "close", type: "button", textContent: "Close" });
    const list = errors.map(({ location, text }) =>
      element("li", {}, element("code", { textContent: location }), text));
    const panel = element("section", { className: "panel" },
      element("div", { className: "head" },
        element("div", {}, element("h2", { id: "title", textContent: count }),
          element("p", { textContent: "What has no errors is shown as saved, the rest as it last was." })),
        close),
      element("ul", {}, ...list));
    panel.setAttribute("role", "alert");
    panel.setAttribute("aria-labelledby", "title");
    panel.tabIndex = -1; // so that the keyboard can scroll it
    const show = (isOpen) => {
      panel.hidden = !isOpen;
      tab.hidden = isOpen;
    };
    const setClosed = (isClosed) => {
      sessionStorage.setItem(CLOSED, isClosed ? key : "");
      show(!isClosed);
      (isClosed ? tab : close).focus({ preventScroll: true });
    };
    close.onclick = () => setClosed(true);
    tab.onclick = () => setClosed(false);
    overlay = element("preview-errors");
    overlay.onkeydown = (event) => {
      if (event.key === "Escape" && !panel.hidden) setClosed(true);
    };
    const style = element("link", { rel: "stylesheet", href: "/-preview/overlay.css", nonce });
    overlay.attachShadow({ mode: "open" }).append(style, panel, tab);
    show(sessionStorage.getItem(CLOSED) !== key);
    document.documentElement.append(overlay);
  }

  // ── The connection, kept only while the page is visible: browsers allow six to one server ──

  let source;

  function connect() {
    if (source || document.hidden) return;
    const { page, styles } = script.dataset;
    const query = new URLSearchParams({ path: location.pathname, page, styles });
    source = new EventSource(`/-preview/events?${query}`);
    source.addEventListener("page", update);
    source.addEventListener("css", (event) => {
      const urls = JSON.parse(event.data);
      script.dataset.styles = urls.join(" ");
      swapStyles(urls);
    });
    source.addEventListener("errors", (event) => showErrors(JSON.parse(event.data)));
    source.onerror = () => {
      // While a preview is started again, a browser tries again, unless something else answers.
      if (source?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, 1000);
    };
  }

  function disconnect() {
    source?.close();
    source = undefined;
  }

  document.addEventListener("visibilitychange", () => document.hidden ? disconnect() : connect());
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  addFiles(script.dataset);
  restorePlace();
  connect();
})();
