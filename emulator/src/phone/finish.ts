import { closeSheet } from './openSheet';
import { perform, quoted, type Deed } from './store';

/** Does something and closes the dialog when it worked. */
export async function finish(deed: Deed): Promise<void> {
	if (!(await perform(deed))) return;
	quoted.value = undefined;
	closeSheet();
}

/** The message that the next one replies to. */
export const quote = (): { quote?: string } => (quoted.value ? { quote: quoted.value.id } : {});
