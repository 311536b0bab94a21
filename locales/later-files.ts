/** The files that the popup needs late or never. Here, so that not even their names are loaded with it. */
import type { Section } from './translator.ts';
import type { Loaded, MissionTexts } from './words-files.ts';

export const missionFiles = import.meta.glob<Loaded<MissionTexts>>('./*/mission.json');
export const sectionFiles = import.meta.glob<Loaded<Section>>(['./*/desk.json', './*/menu.json']);
