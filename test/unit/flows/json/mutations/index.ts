import { syntax, versions, screens } from './structure';
import { properties } from './properties';
import { data } from './data';
import { components } from './components';
import { actions } from './actions';
import { references } from './references';
import { routing } from './routing';
import type { Mutation } from './make';

export const mutations: Mutation[] = [
	...syntax,
	...versions,
	...properties,
	...screens,
	...data,
	...components,
	...actions,
	...references,
	...routing,
];
