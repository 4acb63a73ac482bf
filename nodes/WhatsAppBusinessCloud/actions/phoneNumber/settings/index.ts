import { callHours } from './callHours';
import { calls } from './calls';
import { holidays } from './holidays';
import { identityCheck } from './identityCheck';
import { json } from './json';
import { sip } from './sip';
import { storage } from './storage';
import type { SettingsGroup } from './types';
import { voicemail } from './voicemail';

/** All groups of settings, most used first. */
export const settingsGroups: SettingsGroup[] = [
	calls,
	callHours,
	holidays,
	voicemail,
	sip,
	identityCheck,
	storage,
	json,
];
