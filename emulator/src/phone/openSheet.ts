import { signal } from '@preact/signals';
import type { Button, Entry } from '../phoneApi/types';

/** A dialog that belongs to a message or to the composer. */
export type OpenSheet =
	| { kind: 'list' | 'products' | 'order' | 'address' | 'callPermission' | 'flow'; entry: Entry }
	| { kind: 'location' | 'contact' | 'cart'; entry?: Entry }
	| { kind: 'button'; entry: Entry; button: Button }
	| { kind: 'edit'; entry: Entry }
	| { kind: 'customer'; id?: string }
	| { kind: 'chat'; customer: string }
	| { kind: 'group' }
	| { kind: 'join'; link: string };

export const sheet = signal<OpenSheet | undefined>(undefined);
export const closeSheet = (): void => void (sheet.value = undefined);
