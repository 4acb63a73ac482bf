import { calls, groups } from './callsAndGroups';
import { files, places, writing } from './messages';
import { forms, permissions, taps } from './replies';
import { newCustomer, settings } from './settings';
import { shopping } from './shopping';
import type { Actions } from './types';

/** Everything that customers can do on the phone, in an order in which it is possible. */
export const customerActions: Actions[] = [
	writing,
	files,
	places,
	taps,
	forms,
	permissions,
	shopping,
	calls,
	groups,
	settings,
	newCustomer,
];
