import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { findOperation } from './index';
import { dispatch } from './run/dispatcher';

/** Runs the selected operation over all items. @throws NodeOperationError, NodeApiError */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = this.getNodeParameter('resource', 0);
	const operation = this.getNodeParameter('operation', 0);
	const found = findOperation(resource, operation);
	if (found === undefined) {
		throw new NodeOperationError(this.getNode(), `There is no operation '${operation}' for '${resource}'`, {
			description:
				'Select the resource and operation again. The workflow may come from another version of this package.',
		});
	}
	return await dispatch(this, found.operation, found.access);
}
