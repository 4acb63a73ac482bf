import type { Path } from './path';
import type { ValidationContext, PropertySpec } from './types';

export type Specs = Readonly<Record<string, PropertySpec>>;

/** A property being checked. Its name is built only when a message needs it; most never do. */
export class Property {
	constructor(
		readonly place: ValidationContext,
		readonly path: Path,
		readonly spec: PropertySpec,
		private readonly owner: Owner,
		/** undefined for an entry of a list, which uses the name of the list. */
		private readonly key?: string,
	) {}

	/** The name used in messages: 'label' of TextInput 'email'. */
	get name(): string {
		return this.key === undefined ? nameOf(this.owner) : `'${this.key}' of ${nameOf(this.owner)}`;
	}
}

/** The owner of a property: its name in messages, or another property. */
export type Owner = string | Property;

export const nameOf = (owner: Owner): string => (typeof owner === 'string' ? owner : owner.name);
