import type { Path } from './path';
import type { ValidationContext, PropertySpec } from './types';

export type Specs = Readonly<Record<string, PropertySpec>>;

/** A property being checked. Its name is put together when a message needs it: most never do. */
export class Property {
	constructor(
		readonly place: ValidationContext,
		readonly path: Path,
		readonly spec: PropertySpec,
		private readonly owner: Owner,
		/** undefined for an entry of a list, which is called by the name of the list. */
		private readonly key?: string,
	) {}

	/** As messages call it: 'label' of TextInput 'email'. */
	get name(): string {
		return this.key === undefined ? nameOf(this.owner) : `'${this.key}' of ${nameOf(this.owner)}`;
	}
}

/** What has a property: as messages call it, or a property itself. */
export type Owner = string | Property;

export const nameOf = (owner: Owner): string => (typeof owner === 'string' ? owner : owner.name);
