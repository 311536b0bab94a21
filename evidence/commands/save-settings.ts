import { Refusal } from '../fault.ts';
import { put } from '../storage/puts.ts';
import { SETTINGS, SETTINGS_VERSION } from '../storage/settings.ts';
import { changedSettings, settingsChangeSchema } from '../storage/settings-change.ts';
import { command } from './command.ts';

export const saveSettings = command({
  type: 'save-settings',
  fields: { change: settingsChangeSchema },
  async run({ change }, { store }) {
    const settings = await store.read(SETTINGS);
    if (settings.version > SETTINGS_VERSION) throw new Refusal('newer-data');
    await store.write([put(SETTINGS, changedSettings(settings, change))]);
    return undefined;
  },
});
