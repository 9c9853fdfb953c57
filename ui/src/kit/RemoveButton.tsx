import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from './Confirm';
import { done, failed } from './notices';

type Props = {
  /** What the button does, as its name and as the question's title. */
  title: string;
  text: string;
  action: string;
  /** Said afterwards. */
  removed: string;
  /** What is asked for anew afterwards. */
  queryKey: QueryKey;
  remove: () => Promise<unknown>;
};

/** A bin that asks before it removes what cannot be brought back. */
export function RemoveButton({ title, text, action, removed, queryKey, remove }: Props) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      setAsking(false);
      done(removed);
      // A first answer that is still on its way would bring back what is gone, and count as new.
      await queryClient.cancelQueries({ queryKey });
      void queryClient.invalidateQueries({ queryKey });
    },
    onError: failed,
  });
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label={title} onClick={() => setAsking(true)}>
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={title}
        text={text}
        action={action}
        busy={removing.isPending}
        confirm={() => removing.mutate()}
      />
    </>
  );
}
