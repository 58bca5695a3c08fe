using Assay.Model;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>The two packages of a comparison.</summary>
internal sealed record DiffSubjects(PackageLocation Before, PackageLocation After)
{
    /// <summary>Resolves <c>A B</c>, <c>id version version</c>, <c>id version</c>, <c>id</c> or <c>A</c>; with one package the version before it is the other.</summary>
    public static async Task<DiffSubjects> ResolveAsync(ScanRequest request, Host host, CancellationToken cancellation)
    {
        var words = request.Subjects;
        switch (words)
        {
            case [var id, var first, var second]:
                return IsVersion(first) && IsVersion(second)
                    ? new DiffSubjects(await FindAsync($"{id}@{first}"), await FindAsync($"{id}@{second}"))
                    : throw new CommandFailedException(ExitCode.Usage, "three words are an id and two versions of it");
            case [var subject, var other] when !IsVersion(other):
                return new DiffSubjects(await FindAsync(subject), await FindAsync(other));
            default:
                var after = await FindAsync(words is [var name, var version] ? $"{name}@{version}" : words[0]);
                return new DiffSubjects(await BeforeAsync(after), after);
        }

        async Task<PackageLocation> FindAsync(string subject)
        {
            var resolution = await DownloadBar.RunAsync(request, host, progress => host.Engine.Resolve(request.Source, subject, progress, cancellation));
            return resolution.Packages switch
            {
                [var one] => one,
                [] => throw new CommandFailedException(SubjectList.CodeOf(resolution.Error), resolution.Message ?? $"{subject}: nothing to compare"),
                _ => throw new CommandFailedException(ExitCode.Usage, $"{subject} holds {resolution.Packages.Count} packages; two packages are compared"),
            };
        }

        async Task<PackageLocation> BeforeAsync(PackageLocation after)
        {
            try
            {
                var manifest = ManifestLookup.Find(after.Open(), UnpackBudget.Default, cancellation) ?? throw new CommandFailedException(ExitCode.Usage, $"{after.DisplayName}: it has no id and version; name the package to compare with");
                return await new EarlierVersionLookup(request.Source, host.Engine.Resolve).BeforeAsync(manifest.Id, manifest.NormalizedVersion, after.Feed?.Versions ?? [], cancellation)
                    ?? throw new CommandFailedException(ExitCode.NothingFound, $"{manifest.Id} {manifest.NormalizedVersion}: no earlier version is known; name the package to compare with");
            }
            catch (PackageSourceException unreadable)
            {
                throw new CommandFailedException(ExitCode.Incomplete, unreadable.Message);
            }
        }
    }

    // A file of that name is meant.
    private static bool IsVersion(string word) => PackageVersion.Parse(word) is not null && !File.Exists(word) && !Directory.Exists(word);
}
