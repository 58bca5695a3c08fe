namespace Assay.Cli;

/// <summary>Where a policy file lies.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Name">What reports call it: from the root of the repository, or as the user wrote it.</param>
internal sealed record PolicyLocation(string Path, string Name)
{
    /// <summary>The name of policy files.</summary>
    public const string FileName = "assay.yaml";

    /// <summary>
    /// Finds the policy files that hold in a folder, the nearest first: upwards to the root of the repository, the folder that holds <c>.git</c>.
    /// Outside of a repository only the folder itself counts: what lies above it may be anybody's.
    /// </summary>
    public static IEnumerable<PolicyLocation> Candidates(string folder)
    {
        var start = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        var root = Upwards(start).FirstOrDefault(candidate => System.IO.Path.Exists(System.IO.Path.Combine(candidate, ".git"))) ?? start;
        foreach (var candidate in Upwards(start))
        {
            var path = System.IO.Path.Combine(candidate, FileName);
            if (File.Exists(path))
            {
                yield return new PolicyLocation(path, System.IO.Path.GetRelativePath(root, path).Replace('\\', '/'));
            }

            if (candidate == root)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var next = folder; next is not null; next = System.IO.Path.GetDirectoryName(next))
        {
            yield return next;
        }
    }
}
