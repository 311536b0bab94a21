import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Shortcut } from '../../components/services.ts';
import { SettingsPage } from '../../components/settings/SettingsPage.tsx';
import { MAX_NAME_LENGTH } from '../../evidence/values/clean-text.ts';
import { type MemoryArea, memoryArea } from '../support/memory-area.ts';
import { type MemoryPermissions, memoryPermissions } from '../support/memory-permissions.ts';
import { clear, fill, find, show, text, until, untilText, violations } from '../support/show.tsx';

const nameField = () => find<HTMLInputElement>('input');
const settingsIn = (area: MemoryArea) => area.items.get('settings');

/** @returns the field, switch or button of a label */
function labelled<T extends HTMLElement>(label: string): T {
  const found = [...document.querySelectorAll('label')].find((one) => one.innerText === label);
  return found?.control as T;
}

const isOn = (label: string) => labelled(label)?.getAttribute('aria-checked') === 'true';

const TABS = 'See the addresses of open tabs';
const MENU = 'Show Mission Evidence in this menu';
const SECOND = 'Show the second language beside the official texts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('the settings', () => {
  it('have a heading for each matter, and axe finds nothing', async () => {
    show(<SettingsPage />);
    await untilText('Permissions');
    expect([...document.querySelectorAll('h2')].map((heading) => heading.innerText)).toEqual([
      'Languages',
      'Your name',
      'Right-click menu',
      'Permissions',
      'Keyboard',
      'Backup and your data',
    ]);
    await until('the title', () => document.title === 'Mission Evidence – Settings');
    expect(await violations()).toEqual([]);
  });

  it('signal when they can be used', async () => {
    performance.clearMarks('ready');
    show(<SettingsPage />);
    await until('the mark', () => performance.getEntriesByName('ready').length === 1);
    expect(document.querySelectorAll('[role=switch]')).toHaveLength(3);
  });

  it('report that they can’t be read, change nothing then, and appear when they can', async () => {
    const settings = { version: 1, language: 'pl', name: 'Anna Nowak', contextMenu: false };
    const area = memoryArea({ settings });
    area.failing.get = new Error('IO error');
    show(<SettingsPage />, { area });
    await untilText("Your settings can't be read right now.");
    expect(document.querySelector('input, select')).toBeNull();
    expect(await violations()).toEqual([]);
    delete area.failing.get;
    document.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
    expect((await nameField()).value).toBe('Anna Nowak');
    await untilText('Ustawienia');
    expect(isOn('Pokazuj Mission Evidence w tym menu')).toBe(false);
    await until('the focus on the heading', () => document.activeElement?.tagName === 'H1');
    expect(settingsIn(area)).toEqual(settings);
  });

  it('are left as they are if a newer version wrote them', async () => {
    const settings = { version: 2, language: 'en', name: 'Anna', contextMenu: { pages: true } };
    const area = memoryArea({ settings });
    show(<SettingsPage />, { area });
    await untilText('Settings');
    labelled(MENU).click();
    await untilText('saved by a newer version of Mission Evidence');
    expect(settingsIn(area)).toEqual(settings);
  });
});

describe('the languages in the settings', () => {
  it('are chosen, and the choice is cleared', async () => {
    const area = memoryArea();
    show(<SettingsPage />, { area });
    await untilText('Languages');
    const select = labelled<HTMLSelectElement>('Language of Mission Evidence');
    expect(select.selectedOptions[0]?.text).toBe('As in the browser: English');
    select.value = 'it';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await untilText('Impostazioni');
    expect(document.documentElement.lang).toBe('it');
    expect(settingsIn(area)).toEqual({ version: 1, language: 'it' });
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await untilText('Settings');
    expect(settingsIn(area)).toEqual({ version: 1, language: null });
  });

  it('include the second one, which is shown from then on', async () => {
    const area = show(<SettingsPage />);
    await untilText('Languages');
    const select = labelled<HTMLSelectElement>('Second language for the official texts');
    expect([...select.options].map(({ value }) => value)).not.toContain('en');
    select.value = 'ro';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await until('the switch', () => isOn(SECOND));
    labelled(SECOND).click();
    await until('the switch', () => !isOn(SECOND));
    expect(settingsIn(area)).toMatchObject({ secondLanguage: 'ro', showSecondLanguage: false });
  });

  it('return to the stored ones if a choice could not be saved', async () => {
    const area = show(<SettingsPage />);
    await untilText('Languages');
    const select = labelled<HTMLSelectElement>('Language of Mission Evidence');
    area.failing.set = new Error('disk full');
    select.value = 'et';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await untilText('The browser could not save this.');
    expect(select.value).toBe('en');
  });
});

describe('the name in the settings', () => {
  it('is saved while it is typed, cleaned, and cut to the length that a piece can have', async () => {
    const area = show(<SettingsPage />);
    const field = await nameField();
    await userEvent.type(field, ' Anna  Nowak');
    await until('it to be kept', () => 'name' in (settingsIn(area) as object));
    await until('all of it', () => (settingsIn(area) as { name: string }).name === 'Anna Nowak');
    expect(field.value).toBe(' Anna  Nowak');
    expect(field.maxLength).toBe(MAX_NAME_LENGTH);
    fill(field, 'Anna \u202E\u0007Nowak');
    await untilText('Kept on this computer while you type');
    await until('the clean one', () => (settingsIn(area) as { name: string }).name === 'Anna Nowak');
  });

  it('stays in its field if it could not be saved, says so, and is saved when that works', async () => {
    const area = show(<SettingsPage />);
    const field = await nameField();
    area.failing.set = new Error('QUOTA_BYTES quota exceeded');
    fill(field, 'Anna Nowak');
    await untilText('Not saved yet');
    await untilText('The browser could not save this.');
    field.blur();
    expect(field.value).toBe('Anna Nowak');
    expect(await violations()).toEqual([]);
    delete area.failing.set;
    document.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
    await until('the notice to go', () => !text().includes('could not save'));
    expect(settingsIn(area)).toMatchObject({ language: 'en', name: 'Anna Nowak' });
    expect(field.value).toBe('Anna Nowak');
  });

  it('follows another view, even while it has the focus, once the text typed here is saved', async () => {
    const area = show(<SettingsPage />);
    const field = await nameField();
    await area.set({ settings: { version: 1, language: 'en', name: 'Eva' } });
    await until('the name', () => field.value === 'Eva');
    fill(field, 'Eva Tamm');
    await until('it to be kept', () => (settingsIn(area) as { name: string }).name === 'Eva Tamm');
    for (const contextMenu of [false, true]) {
      await area.set({ settings: { version: 1, language: 'en', name: 'Mari', contextMenu } });
      await until('the view to follow', () => isOn(MENU) === contextMenu);
    }
    await until('the other name', () => field.value === 'Mari');
  });
});

describe('the menu of the right mouse button', () => {
  it('is on until it is switched off, by pointer, label or keyboard', async () => {
    const area = show(<SettingsPage />);
    await untilText('Languages');
    expect(isOn(MENU)).toBe(true);
    await userEvent.click(labelled(MENU));
    await until('it to be off', () => !isOn(MENU));
    expect(settingsIn(area)).toEqual({ version: 1, language: 'en', contextMenu: false });
    [...document.querySelectorAll('label')].find((label) => label.innerText === MENU)?.click();
    await until('it to be on', () => isOn(MENU));
    labelled(MENU).focus();
    await userEvent.keyboard(' ');
    await until('it to be off', () => !isOn(MENU));
    await userEvent.keyboard('{Enter}');
    await until('it to be on', () => isOn(MENU));
    expect(settingsIn(area)).toMatchObject({ contextMenu: true });
  });

  it('changes only when that is stored', async () => {
    const area = show(<SettingsPage />);
    await untilText('Languages');
    area.failing.set = new Error('no');
    labelled(MENU).click();
    await untilText('The browser could not save this.');
    expect(isOn(MENU)).toBe(true);
  });
});

describe('the permission to see tabs', () => {
  it('is requested by its switch, in the very event of the click, and removed there', async () => {
    const permissions = memoryPermissions();
    permissions.answer = true;
    const request = vi.spyOn(permissions, 'request');
    show(<SettingsPage />, { services: { permissions } });
    await untilText(TABS);
    expect(isOn(TABS)).toBe(false);
    labelled(TABS).click();
    expect(request).toHaveBeenCalledExactlyOnceWith('tabs');
    await until('the switch', () => isOn(TABS));
    await untilText('Allowed. You can take it back here at any time.');
    expect(await violations()).toEqual([]);
    labelled(TABS).click();
    await until('the switch', () => !isOn(TABS));
    await untilText('Taken back.');
    expect(permissions.allowed.has('tabs')).toBe(false);
  });

  it('may be refused: the switch stays off, and that is said calmly', async () => {
    const permissions = memoryPermissions();
    show(<SettingsPage />, { services: { permissions } });
    await untilText(TABS);
    labelled(TABS).click();
    await untilText('Not allowed, and that is fine');
    expect(isOn(TABS)).toBe(false);
    expect(document.querySelector('[role=status]')?.textContent).toContain('Not allowed');
    expect(document.querySelector('[role=alert]')?.textContent).toBe('');
    permissions.answer = true;
    labelled(TABS).click();
    await until('the switch', () => isOn(TABS));
  });

  it.each([
    [
      'ask',
      (permissions: MemoryPermissions) => {
        permissions.answer = new Error('Only in an event of a click');
      },
    ],
    [
      'take it back',
      (permissions: MemoryPermissions) => {
        permissions.allowed.add('tabs');
        permissions.keeps = true;
      },
    ],
  ])('shows a message if the browser does not %s, and the actual state', async (_, prepare) => {
    const permissions = memoryPermissions();
    prepare(permissions);
    const allowed = permissions.allowed.has('tabs');
    show(<SettingsPage />, { services: { permissions } });
    await untilText(TABS);
    await until('the truth', () => isOn(TABS) === allowed);
    labelled(TABS).click();
    await untilText('The browser did not change this.');
    expect(isOn(TABS)).toBe(allowed);
  });

  it('shows what was decided elsewhere, and no outdated answer', async () => {
    const permissions = memoryPermissions();
    permissions.answer = true;
    show(<SettingsPage />, { services: { permissions } });
    await untilText(TABS);
    labelled(TABS).click();
    await untilText('Allowed.');
    permissions.turn('tabs', false);
    await until('the switch', () => !isOn(TABS));
    expect(text()).not.toContain('Allowed.');
    permissions.turn('tabs', true);
    await until('the switch', () => isOn(TABS));
  });
});

describe('the keyboard section of the settings', () => {
  const SHORTCUTS: Shortcut[] = [
    { name: '_execute_action', description: '', keys: 'Alt+Shift+M' },
    { name: 'another', description: 'Another command', keys: '' },
  ];

  it('lists every command with its keys, or that it has none, and the popup’s own', async () => {
    const openShortcutSettings = vi.fn(async () => {});
    show(<SettingsPage />, { services: { shortcuts: async () => SHORTCUTS, openShortcutSettings } });
    await untilText('Alt+Shift+M');
    const rows = [...document.querySelectorAll<HTMLElement>('dl > div')];
    expect(rows.map((row) => row.innerText.replace(/\s+/g, ' '))).toEqual([
      'Open Mission Evidence for this page Alt+Shift+M',
      'Another command no key set',
      'In the popup: tag the page under a domain, or take it off 1 – 5',
    ]);
    expect([...document.querySelectorAll('kbd')].map((key) => key.innerText)).toEqual([
      'Alt+Shift+M',
      '1',
      '5',
    ]);
    expect(await violations()).toEqual([]);
    [...document.querySelectorAll('button')]
      .find((button) => button.innerText === 'Change the keys')
      ?.click();
    expect(openShortcutSettings).toHaveBeenCalledOnce();
  });

  it('explains how to change the keys if no extension can open that page', async () => {
    show(<SettingsPage />, { services: { shortcuts: async () => SHORTCUTS } });
    await untilText('look for extension shortcuts in the menu with the gear');
    expect(text()).not.toContain('Change the keys');
  });

  it('does not mention changing keys if the browser has no way to', async () => {
    show(<SettingsPage />);
    await untilText('In the popup: tag the page');
    expect(text()).not.toMatch(/change the keys/i);
  });

  it('shows new keys when the page becomes visible again', async () => {
    let keys = 'Alt+Shift+M';
    show(<SettingsPage />, {
      services: { shortcuts: async () => [{ name: '_execute_action', description: '', keys }] },
    });
    await untilText('Alt+Shift+M');
    keys = 'Ctrl+Shift+Y';
    document.dispatchEvent(new Event('visibilitychange'));
    await untilText('Ctrl+Shift+Y');
  });
});
