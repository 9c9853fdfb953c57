import { useMutation } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { failed } from '../notices';
import { useWorkspaceId } from '../workspace';
import { fitted } from './picture.model';

/** Drawn anew in the browser: upright, small, and without what the camera wrote into it. */
async function small(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = fitted(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('empty picture'))), type, 0.9),
  );
}

/** Keeps a picture; answers with its id. */
export function useKeepPicture() {
  const workspace = useWorkspaceId();
  return useMutation({
    mutationFn: async (file: File): Promise<Schemas['KeptPicture']> =>
      answer(
        api.POST('/api/workspaces/{workspace}/pictures', {
          params: { path: { workspace } },
          headers: { 'Content-Type': 'application/octet-stream' },
          body: (await small(file)) as unknown as string,
          bodySerializer: (body: unknown) => body as Blob,
        }),
      ),
    onError: failed,
  });
}

export const pictureAddress = (workspace: string, id: string) =>
  `/api/workspaces/${encodeURIComponent(workspace)}/pictures/${encodeURIComponent(id)}`;
