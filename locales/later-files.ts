/**
 * Files that the popup needs late or never. They are in a module of their own, so that the popup does not
 * even load their names.
 */
import type { Section } from './translator.ts';
import type { Loaded, MissionTexts } from './words-files.ts';

export const missionFiles = import.meta.glob<Loaded<MissionTexts>>('./*/mission.json');
export const sectionFiles = import.meta.glob<Loaded<Section>>(['./*/desk.json', './*/menu.json']);
