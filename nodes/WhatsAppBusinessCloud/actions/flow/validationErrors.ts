import type { IDataObject } from 'n8n-workflow';
import { omitUndefined } from '../../shared/input/parameterValues';
import { objects } from '../../shared/untrustedJson';

/** A row has one position: that of the first pointer, which is narrower, or else that of the error itself. */
function row(error: Record<string, unknown>): IDataObject {
	const pointers = objects(error.pointers);
	const place = pointers[0] ?? error;
	const paths = pointers.map(({ path }) => path).filter((path) => typeof path === 'string' && path !== '') as string[];
	return omitUndefined({
		error: error.error as string,
		type: error.error_type as string,
		message: error.message as string,
		line: (place.line_start ?? error.line_start) as number,
		column: (place.column_start ?? error.column_start) as number,
		lineEnd: (place.line_end ?? error.line_end) as number,
		columnEnd: (place.column_end ?? error.column_end) as number,
		pointer: paths[0],
		pointers: paths.length > 1 ? paths : undefined,
	});
}

/**
 * Meta's `validation_errors` as rows: `{error, type, message, line, column, lineEnd, columnEnd, pointer}`, plus
 * `pointers` when an error has several positions. WhatsApp docs: Flows > Flow JSON > Validation errors.
 * @param value as Meta returns it; any field may be missing
 */
export const validationRows = (value: unknown): IDataObject[] => objects(value).map(row);
