/** The workbench as a user sees it: page object for end-to-end tests. Everything waits for what it needs; nothing sleeps. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { resultsRoot } from './locations.ts';
import { openSession, type SessionOptions, type VSCodeSession } from './session.ts';

/** The four kinds of theme; ids are those of VS Code's own themes. */
export const THEMES = {
  light: { id: 'Default Light Modern', css: 'vs' },
  dark: { id: 'Default Dark Modern', css: 'vs-dark' },
  'hc-dark': { id: 'Default High Contrast', css: 'hc-black' },
  'hc-light': { id: 'Default High Contrast Light', css: 'hc-light' },
} as const;
export type ThemeName = keyof typeof THEMES;

export class Workbench {
  /** What a content security policy refused, in the workbench or in a webview. */
  readonly violations: string[] = [];
  /** Everything that the page and its webviews logged as an error; VS Code logs some of its own. */
  readonly complaints: { text: string; url: string }[] = [];

  private constructor(
    readonly session: VSCodeSession,
    private settings: Record<string, unknown>,
  ) {
    session.page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push({ text: message.text(), url: message.location().url });
      if (/Content Security Policy/i.test(message.text())) this.violations.push(message.text());
    });
  }

  static async open(options: SessionOptions & { theme?: ThemeName }): Promise<Workbench> {
    const settings = { ...options.settings, 'workbench.colorTheme': THEMES[options.theme ?? 'dark'].id };
    const workbench = new Workbench(await openSession({ ...options, settings }), settings);
    try {
      await workbench.ready();
    } catch (error) {
      await workbench.screenshot('failed-to-open');
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  get page(): Page {
    return this.session.page;
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  /** Shown, and connected to its extension host (the remote indicator names the host once it is). */
  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.monaco-workbench .part.activitybar').waitFor();
  }

  /** Runs a command by its title as the palette shows it, such as `Goldpan: Run Pipeline`. */
  async command(title: string): Promise<void> {
    const row = this.quickPick().getByRole('option', { name: title }).first();
    const deadline = Date.now() + 60_000;
    for (;;) {
      const input = await this.openPalette(`>${title}`);
      // The palette lists what is known when it opens: until extensions are scanned, only VS Code's own commands. And
      // whatever takes the focus meanwhile closes it.
      const taken = await row.click({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (taken) break;
      if (Date.now() > deadline) throw new Error(`The palette does not offer "${title}".`);
      await this.page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
    }
    // Gone, or taken by a quick pick of the command's own: either way the palette's list is no longer there.
    await row.waitFor({ state: 'hidden' });
  }

  /** Titles of the commands that the palette offers for a filter. */
  async offered(filter: string): Promise<string[]> {
    await this.openPalette(`>${filter}`);
    await this.quickPick().getByRole('option').first().waitFor();
    const labels = await this.quickPick().locator('.monaco-list-row .label-name').allTextContents();
    await this.page.keyboard.press('Escape');
    return labels.map((l) => l.replaceAll('\u00a0', ' '));
  }

  private openPalette(text: string): Promise<Locator> {
    return this.quickInput('F1', text);
  }

  /**
   * Opens the quick input by a key and types. A webview that was just closed may still hold the keyboard, and a message
   * that arrives may take the focus and close the input again: then once more.
   */
  private async quickInput(key: string, text: string): Promise<Locator> {
    const input = this.quickPick().locator('input[type="text"]').first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.keyboard.press(key);
      const filled = await input.fill(text, { timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (filled) return input;
      await this.page.locator('.part.titlebar').click({ position: { x: 200, y: 10 } });
    }
    throw new Error(`${key} opens no quick input.`);
  }

  quickPick(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Chooses an entry of the open quick pick. */
  async pick(label: string | RegExp): Promise<void> {
    await this.quickPick().getByRole('option', { name: label }).first().click();
  }

  /** Types into the open input box and confirms. */
  async answer(text: string): Promise<void> {
    await this.quickPick().locator('input[type="text"]').first().fill(text);
    await this.page.keyboard.press('Enter');
  }

  async openFile(name: string): Promise<void> {
    await this.quickInput('Control+P', name);
    await this.quickPick().getByRole('option', { name }).first().click();
    await this.page.locator(`.tabs-container [role="tab"][data-resource-name="${name.split('/').at(-1)}"]`).waitFor();
  }

  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** Opens a view container of the activity bar. */
  async view(name: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name });
    await tab.waitFor({ timeout: 60_000 });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page.locator('.part.sidebar').getByText(name, { exact: true }).first().waitFor();
  }

  /** Opens a branch of a tree, if it is closed. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
  }

  /** A row of any tree (explorer, Goldpan views, problems) by its text. */
  row(text: string | RegExp): Locator {
    return this.page.locator('.monaco-list-row').filter({ hasText: text });
  }

  /**
   * The hover of a row, awaited. A tree that is drawn again under the mouse shows none until the mouse comes anew.
   *
   * @param text what the hover shows
   */
  async hover(row: Locator, text: string | RegExp): Promise<Locator> {
    const shown = this.page.locator('.workbench-hover').getByText(text).first();
    const deadline = Date.now() + 60_000;
    for (;;) {
      await this.page.mouse.move(700, 300);
      await row.hover();
      try {
        await shown.waitFor({ timeout: 4000 });
        return shown;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /**
   * A message, awaited. New builds show no toasts to a test driver, so it is looked for in the notification center, which
   * also lists those that have faded.
   */
  async notification(text: string | RegExp, timeout = 30_000): Promise<Locator> {
    const center = this.page.locator('.notifications-center.visible');
    const item = center.locator('.notification-list-item').filter({ hasText: text }).first();
    const deadline = Date.now() + timeout;
    for (;;) {
      // The center closes when something else takes the focus: it is opened again until the message is there.
      if (!(await center.isVisible())) {
        await this.page.locator('.statusbar-item [aria-label*="Notification"]').first().click();
        // Away from the bell, whose hover would cover the buttons.
        await this.page.mouse.move(700, 300);
      }
      try {
        await item.waitFor({ timeout: 2000 });
        return item;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
  }

  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** The document inside the visible webview: an iframe that VS Code nests in an iframe. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  async theme(name: ThemeName): Promise<void> {
    this.settings = { ...this.settings, 'workbench.colorTheme': THEMES[name].id };
    await this.session.server.writeSettings(this.settings);
    await this.page.locator(`.monaco-workbench.${THEMES[name].css}`).waitFor();
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /**
   * Loads the window anew. Before, it loses the focus: that is when VS Code writes down what is open, and where. It looks for
   * the change only, and a click into a webview has taken the focus away already: so the window gets it back first.
   */
  async reload(): Promise<void> {
    await this.page.evaluate(`new Promise((done) => {
      window.dispatchEvent(new Event('focus'));
      setTimeout(() => {
        document.hasFocus = () => false;
        window.dispatchEvent(new Event('blur'));
        // Once the page is idle again after a while: what the blur set off has been handed to the database by then, on a machine
        // that is busy with other work as well.
        setTimeout(() => requestIdleCallback(done), 1500);
      }, 100);
    })`);
    await this.page.reload();
    await this.ready();
  }

  /** Saves test-results/screens/NAME.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(resultsRoot, 'screens', `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }
}
