using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Takes the files of a folder in, and says what of it was not read.</summary>
internal sealed class FolderUnpacking(UnpackRun run, Container container, FolderContent folder, ProblemReporter problems)
{
    public void Run()
    {
        var holder = container with { HoldsCatalogue = folder.Files.Any(file => file.Name.EndsWith(".cat", StringComparison.OrdinalIgnoreCase)) };
        foreach (var file in folder.Files)
        {
            if (run.Spending.Exhausted)
            {
                return;
            }

            run.Spending.Take(file.Bytes.LongLength);
            run.Add(holder.Entry(file.Name), file.Bytes);
        }

        foreach (var omission in folder.LeftOut)
        {
            problems.Add(omission.Id, omission.Name, omission.Text, omission.Reached);
        }
    }
}
