/** The demonstration: fictional people, made through the same commands as real ones. */
export async function seedDemo(): Promise<void> {}
