/** The studio as a user sees it. Every step waits for what it leads to; nothing sleeps. */
import axe from 'axe-core';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from '../../support/vscode/workbench.ts';

export class StudioPage {
  constructor(readonly code: Workbench) {}

  static async open(code: Workbench): Promise<StudioPage> {
    await code.command('Goldpan: Open Studio');
    const studio = new StudioPage(code);
    await studio.root.waitFor({ timeout: 60_000 });
    return studio;
  }

  get frame(): FrameLocator {
    return this.code.webview();
  }
  get root(): Locator {
    return this.frame.locator('#studio > *').first();
  }
  get list(): Locator {
    return this.frame.getByRole('listbox');
  }
  get rows(): Locator {
    return this.list.getByRole('option');
  }
  get selected(): Locator {
    return this.list.locator('[aria-selected="true"]');
  }
  get title(): Locator {
    return this.frame.locator('.head h1');
  }
  get timeline(): Locator {
    return this.frame.getByRole('region', { name: 'Timeline' });
  }
  get progress(): Locator {
    return this.frame.locator('.progress span');
  }
  get live(): Locator {
    return this.frame.locator('[aria-live]').first();
  }
  get row(): Locator {
    return this.frame.locator('.jsonl');
  }
  side(name: 'chosen' | 'rejected'): Locator {
    return this.frame.locator(`[data-side="${name}"]`);
  }

  /** Waits until nothing is loading. */
  async settled(): Promise<void> {
    // Attached, not visible: a narrow studio shows the list or one of its entries.
    await this.frame.locator('.list:not(.busy)').waitFor({ state: 'attached' });
    await this.frame.locator('.detail .loading').waitFor({ state: 'detached' });
  }

  async view(name: 'Trajectories' | 'Pairs'): Promise<void> {
    await this.frame.getByRole('tab', { name }).click();
    await this.settled();
  }

  async tab(name: 'Timeline' | 'Side by Side' | 'Row' | 'About'): Promise<void> {
    await this.frame.getByRole('tab', { name, exact: true }).click();
  }

  async select(text: string | RegExp): Promise<void> {
    await this.rows.filter({ hasText: text }).first().click();
    await this.title.filter({ hasText: text }).waitFor();
    await this.settled();
  }

  async press(key: string): Promise<void> {
    await this.code.page.keyboard.press(key);
  }

  async act(name: 'Accept' | 'Reject' | 'Edit' | 'Swap' | 'Undo' | 'Next' | 'Previous'): Promise<void> {
    await this.frame.locator('footer').getByRole('button', { name, exact: true }).click();
  }

  async says(text: string | RegExp): Promise<void> {
    await this.live.filter({ hasText: text }).waitFor({ state: 'attached' });
  }

  async search(text: string): Promise<void> {
    await this.frame.getByRole('textbox', { name: 'Search in messages' }).fill(text);
  }

  /** Selects words in the shown texts, as a mouse would. */
  async selectText(words: string): Promise<void> {
    await this.frame.locator('[data-log-text]').filter({ hasText: words }).first().waitFor();
    await (await this.inner()).evaluate(SELECT.replace('WANTED', JSON.stringify(words)));
  }

  async markMissed(words: string, type = 'PERSON'): Promise<void> {
    await this.selectText(words);
    await this.frame.getByRole('button', { name: 'Mark as missed' }).click();
    const dialog = this.frame.getByRole('dialog');
    await dialog.waitFor();
    if (type !== 'PERSON') {
      await dialog.getByRole('combobox').click();
      await dialog.getByRole('option', { name: type, exact: true }).click();
    }
    await dialog.getByRole('button', { name: 'Hide Everywhere' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async export(): Promise<void> {
    await this.frame.getByRole('button', { name: /^Export/ }).click();
    await this.frame.locator('[data-exported]').waitFor({ timeout: 60_000 });
    await this.settled();
  }

  /** The webview's innermost frame: what axe and evaluate work on. */
  async inner(): Promise<Frame> {
    const handle = await this.frame.locator('body').elementHandle();
    const frame = await handle?.ownerFrame();
    if (!frame) throw new Error('the studio has no frame');
    return frame;
  }

  /** Findings of axe that are serious or critical, in the studio alone. */
  async serious(): Promise<string[]> {
    const frame = await this.inner();
    await frame.evaluate(axe.source);
    const { violations } = await frame.evaluate<{ violations: Violation[] }>('axe.run(document)');
    return violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map(
        (v) =>
          `${v.id}: ${v.help} — ${v.nodes
            .slice(0, 3)
            .map((n) => n.html)
            .join(' | ')}`,
      );
  }

  /** Anything wider than the page would be cut or scroll sideways. */
  async overflows(): Promise<string[]> {
    return (await this.inner()).evaluate<string[]>(OVERFLOWS);
  }

  noViolations(): void {
    expect(this.code.violations).toEqual([]);
  }
}

/** Runs in the page: selects the first text that holds the wanted words. */
const SELECT = `(() => {
  const wanted = WANTED;
  for (const block of document.querySelectorAll('[data-log-text]')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent.indexOf(wanted);
      if (at < 0) continue;
      document.getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
  }
  throw new Error(wanted + ' is not in one text');
})()`;

/** Runs in the page: elements that reach beyond its right edge. */
const OVERFLOWS = `[...document.querySelectorAll('#studio *')].filter((el) => {
  const box = el.getBoundingClientRect();
  return box.width > 0 && box.right > window.innerWidth + 1 && !el.closest('.sr-only, .card, .list');
}).slice(0, 5).map((el) => el.outerHTML.slice(0, 120))`;

interface Violation {
  id: string;
  impact?: string;
  help: string;
  nodes: { html: string }[];
}
