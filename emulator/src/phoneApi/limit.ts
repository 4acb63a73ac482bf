/** Reads a body. @returns undefined when it is larger than a limit in bytes */
export async function unlessTooLarge(source: Response | Request, limit: number): Promise<Buffer | undefined> {
	if (!source.body) return Buffer.alloc(0);
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = source.body.getReader();
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		const chunk = read.value as Uint8Array;
		size += chunk.length;
		if (size > limit) {
			await reader.cancel();
			return undefined;
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
