import { InputError } from '../../../shared/inputError';
import type { OperationItem } from '../../types';

/**
 * n8n pauses the entire execution: it cannot wait for one item and continue with another.
 * @param operation its name in the editor
 * @throws InputError if there are several items
 */
export function checkSingle({ n8n }: OperationItem, operation: string): void {
	const { length } = n8n.getInputData();
	if (length === 1) return;
	throw new InputError(
		'Operation',
		() => `'${operation}' accepts one item, got ${length}: an execution can wait for one conversation`,
		"Use 'Loop Over Items' with a batch size of 1 to ask one after the other, or a sub-workflow per item to ask all at the same time. Nothing was sent.",
	);
}
