import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { MAX_TEAM_FILE_BYTES, readTeamFile, type TeamFile } from '../../evidence/import/read-team-file.ts';
import { tableWords } from './table-words.ts';

/** A chosen file, with its contents once it is read. */
export interface ChosenFile {
  /** Identifies it in the list; a name may occur twice. */
  readonly number: number;
  readonly name: string;
  readonly content: TeamFile | undefined;
}

interface ChosenFiles {
  readonly files: readonly ChosenFile[];
  add(files: Iterable<File>): void;
  /** Removes a file from the list, and stops reading it. */
  drop(number: number): void;
  clear(): void;
}

/** The chosen files. They are read one after the other, because each may be large. */
export function useChosenFiles(): ChosenFiles {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const reading = useRef(new Map<number, AbortController>());
  const queue = useRef(Promise.resolve());
  const last = useRef(0);

  const drop = useCallback((number: number) => {
    reading.current.get(number)?.abort();
    setFiles((now) => now.filter((one) => one.number !== number));
  }, []);

  const add = useCallback((chosen: Iterable<File>) => {
    for (const file of chosen) {
      last.current += 1;
      const number = last.current;
      const control = new AbortController();
      reading.current.set(number, control);
      setFiles((now) => [...now, { number, name: file.name, content: undefined }]);
      queue.current = queue.current.then(async () => {
        const content = await read(file, control.signal);
        reading.current.delete(number);
        setFiles((now) => now.map((one) => (one.number === number ? { ...one, content } : one)));
      });
    }
  }, []);

  useEffect(() => {
    const open = reading.current;
    return () => {
      for (const control of open.values()) control.abort();
    };
  }, []);

  return { files, add, drop, clear: useCallback(() => setFiles([]), []) };
}

/** Reads a file; does not even load one that is too large. Never rejects. */
async function read(file: File, signal: AbortSignal): Promise<TeamFile> {
  if (signal.aborted) return { ok: false, fault: { code: 'stopped' } };
  if (file.size > MAX_TEAM_FILE_BYTES) {
    return { ok: false, fault: { code: 'too-large', megabytes: Math.ceil(file.size / 1024 / 1024) } };
  }
  try {
    const [bytes, words] = await Promise.all([file.arrayBuffer(), tableWords()]);
    const named = { name: file.name, bytes: new Uint8Array(bytes) };
    return await readTeamFile(named, { tableWords: words, now: new Date(), signal });
  } catch (error) {
    console.error('The file could not be read:', error);
    return { ok: false, fault: { code: 'unreadable' } };
  }
}
