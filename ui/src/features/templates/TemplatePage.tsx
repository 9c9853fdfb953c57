import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { TemplateEditor } from './TemplateEditor';
import { templateQuery } from './useTemplates';

/** One template: what it says in each language, and how that arrives. */
export function TemplatePage() {
  const { template: id = '' } = useParams({ strict: false }) as { template?: string };
  const template = useQuery(templateQuery(useWorkspaceId(), id));
  if (template.isPending) return <LoadingState />;
  if (template.isError) return <ErrorState error={template.error} retry={() => template.refetch()} />;
  return <TemplateEditor key={id} template={template.data} />;
}
