using Assay.Model;

namespace Assay.Linking;

/// <summary>The libraries that the build files of a package load as tasks.</summary>
/// <remarks>
/// A library among the build files runs during the build only when a <c>UsingTask</c> names it, or lies beside one that is named, as its helper.
/// Others are copied to the output of the consumer, where somebody has to call them. A name that only MSBuild can resolve counts as any of them.
/// </remarks>
internal sealed class BuildTasks
{
    private readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _anyLibrary;

    public BuildTasks(IReadOnlyList<LinkedFile> files)
    {
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Where(file => file.Artifact.Kind == ArtifactKind.MSBuild))
        {
            // A build file that could not be read may name anything.
            _anyLibrary |= file.Facts.Problems.Any(problem => problem.Id is ProblemId.XmlUnreadable or ProblemId.LimitSteps);
            foreach (var assembly in file.Facts.Records.Where(record => record.Kind == FactKind.Task && record.Arguments != FactRecord.None).Select(record => file.Facts.Arguments[record.Arguments]["AssemblyFile"]).OfType<string>())
            {
                var name = FileName(assembly);
                _anyLibrary |= name.AsSpan().ContainsAny('$', '@', '%');
                named.Add(name);
            }
        }

        foreach (var file in files.Where(file => named.Contains(FileName(file.Artifact.Name))))
        {
            _folders.Add(Folder(file.Artifact.Name));
        }
    }

    /// <summary>True when the build loads the library of this entry name, or may.</summary>
    public bool MayLoad(string name) => _anyLibrary || _folders.Contains(Folder(name));

    private static string FileName(string path) => path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    private static string Folder(string path) => path[..Math.Max(0, path.AsSpan().LastIndexOfAny('/', '\\'))];
}
