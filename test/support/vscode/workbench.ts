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

  private constructor(
    readonly session: VSCodeSession,
    private settings: Record<string, unknown>,
  ) {
    session.page.on('console', (message) => {
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
      // The palette lists what is known when it opens: until extensions are scanned, only VS Code's own commands.
      const found = await row.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (found) break;
      if (Date.now() > deadline) throw new Error(`The palette does not offer "${title}".`);
      await this.page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
    }
    await row.click();
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

  private async openPalette(text: string): Promise<Locator> {
    const input = this.quickPick().locator('input[type="text"]').first();
    await this.page.keyboard.press('F1');
    await input.waitFor();
    await input.fill(text);
    return input;
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
    await this.page.keyboard.press('Control+P');
    const input = this.quickPick().locator('input[type="text"]').first();
    await input.fill(name);
    await this.quickPick().getByRole('option', { name }).first().click();
    await this.tab(name.split('/').at(-1) ?? name).waitFor();
  }

  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** A row of any tree (explorer, Goldpan views, problems) by its text. */
  row(text: string | RegExp): Locator {
    return this.page.locator('.monaco-list-row').filter({ hasText: text });
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
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

  /** Saves test-results/screens/NAME.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(resultsRoot, 'screens', `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }
}
