using Assay.Model;

namespace Assay.Linking.Components;

/// <summary>Tells the package version of an assembly from its own statements, and nothing where they do not tell it.</summary>
internal static class AssemblyVersions
{
    // Keys of assemblies that Microsoft builds from the repositories of .NET, ASP.NET and Entity Framework.
    private static readonly HashSet<string> FrameworkTokens = new(StringComparer.Ordinal) { "cc7b13ffcd2ddd51", "b03f5f7f11d50a3a", "b77a5c561934e089", "7cec85d7bea7798e", "adb9793829ddae60" };

    // Words that begin the label of a version that was published before the release. Any other label is one of the build.
    private static readonly string[] PrereleaseWords = ["alpha", "beta", "preview", "pre", "rc", "ci", "dev", "nightly", "canary", "experimental", "unstable"];

    // Labels of builds that were released without them.
    private static readonly string[] ReleaseWords = ["rtm", "servicing", "release", "final"];

    /// <summary>Gives the version; null when the statements leave it open.</summary>
    public static ComponentVersion? Of(AssemblyStatement assembly, KnownAssemblies known)
    {
        if (PackageVersion.Parse(assembly.Version) is not { } own)
        {
            return null;
        }

        var file = PackageVersion.Parse(assembly.FileVersion);
        var (informational, parts) = Informational(assembly.InformationalVersion);
        if (IsFramework(assembly, own))
        {
            return OfFramework(own, informational, parts, file) is { } version ? new ComponentVersion([version], ComponentVersion.High) : Listed(assembly, known);
        }

        if (informational is not null && (informational.Major == own.Major || informational.Major == file?.Major) && !IsDefault(informational, own, file))
        {
            return parts < 4 ? OfInformational(informational) : OfFourNumbers(informational, own);
        }

        return Listed(assembly, known) ?? OfFile(own, file);
    }

    // The package of a servicing release counts its own patches; what is built in says which release of the runtime it is from.
    private static bool IsFramework(AssemblyStatement assembly, PackageVersion own) =>
        IsFrameworkName(assembly.Name) && (FrameworkTokens.Contains(assembly.Token) || (assembly.Token.Length == 0 && own.Patch == 0));

    private static bool IsFrameworkName(string name) =>
        name.StartsWith("System.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Microsoft.Extensions.", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Microsoft.Bcl.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Microsoft.Win32.", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Microsoft.CSharp", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Microsoft.VisualBasic", StringComparison.OrdinalIgnoreCase);

    private static PackageVersion? OfFramework(PackageVersion own, PackageVersion? informational, int parts, PackageVersion? file)
    {
        // Builds before .NET 5 count builds, not versions: 4.6.24705.1, 4.700.19.56404, 3.1.0 in a package 4.7.0.
        if (informational is null || parts > 3 || informational.Major != own.Major || file is { Major: 4, Minor: 6 or >= 700 })
        {
            return null;
        }

        if (informational.Prerelease.Length > 0)
        {
            // 2.1.0-rtm-30799 was published as 2.1.0; anything else may be either.
            return Has(informational.Prerelease, ReleaseWords) ? Release(informational) : Has(informational.Prerelease, PrereleaseWords) ? informational : null;
        }

        // 5.0 to 8.0: System.Text.Json 8.0.5 has the assembly version 8.0.0.5 and is built in 8.0.10. From 9.0 on, packages follow the runtime.
        if (informational.Major is >= 5 and <= 8 && own.Minor == informational.Minor && own.Patch == 0)
        {
            return own.Revision > 0 ? PackageVersion.Parse($"{own.Major}.{own.Minor}.{own.Revision}") : informational.Patch == 0 ? informational : null;
        }

        return informational;
    }

    private static ComponentVersion OfInformational(PackageVersion informational)
    {
        if (informational.Prerelease.Length == 0)
        {
            return new ComponentVersion([informational], ComponentVersion.High);
        }

        // The label of a nightly build (beta.21308.2) stays in assemblies that are released.
        var label = informational.Prerelease;
        return Has(label, PrereleaseWords) && !IsNightly(label) ? new ComponentVersion([informational], ComponentVersion.High)
            : Has(label, ReleaseWords) ? new ComponentVersion([Release(informational)], ComponentVersion.High)
            : new ComponentVersion([Release(informational), informational], ComponentVersion.High);
    }

    private static ComponentVersion? Listed(AssemblyStatement assembly, KnownAssemblies known) =>
        assembly.FileVersion is { } file && PackageVersion.Parse(known.VersionOf(assembly.Name, assembly.Version, file)) is { } version ? new ComponentVersion([version], ComponentVersion.Medium) : null;

    private static ComponentVersion? OfFile(PackageVersion own, PackageVersion? file)
    {
        if (file is null || file.Major != own.Major || IsDefault(file, own, file))
        {
            return null;
        }

        return OfFourNumbers(file, own);
    }

    // The fourth number is often one of the build. 2.0.0.0 of an assembly 2.0.0.0 is what stays the same through many versions of its package.
    private static ComponentVersion? OfFourNumbers(PackageVersion version, PackageVersion own) =>
        version is { Minor: 0, Patch: 0, Revision: 0 } && version.CompareWith(own) == 0 ? null
        : new ComponentVersion(version.Revision == 0 ? [version] : IsBuildNumber(version.Revision) ? [Release(version), version] : [version, Release(version)], ComponentVersion.Medium);

    // What tools write when nobody says anything else.
    private static bool IsDefault(PackageVersion version, PackageVersion own, PackageVersion? file) =>
        version is { Major: 0, Minor: 0, Patch: 0 } || (IsOne(version) && IsOne(own) && (file is null || IsOne(file)));

    private static bool IsOne(PackageVersion version) => version is { Major: 1, Minor: 0, Patch: 0, Revision: 0, Prerelease: "" };

    private static bool IsBuildNumber(long number) => number >= 1_000;

    private static PackageVersion Release(PackageVersion version) => PackageVersion.Parse($"{version.Major}.{version.Minor}.{version.Patch}")!;

    private static bool Has(string label, string[] words)
    {
        var length = label.AsSpan().IndexOfAnyExceptInRange('a', 'z');
        var word = length < 0 ? label : label[..length];
        return Array.Exists(words, entry => entry == word);
    }

    // beta.21308.2: year and day of the build.
    private static bool IsNightly(string label) => label.Split('.') is [_, { Length: 5 } day, ..] && day.All(char.IsAsciiDigit);

    // 12.0.3+7c3d7f8, 6.8.0.11012235604.824068, 4.6.24705.01. Commit Hash: 4d1af96
    private static (PackageVersion? Version, int Parts) Informational(string? text)
    {
        if (text is null)
        {
            return (null, 0);
        }

        var end = text.AsSpan().IndexOfAny('+', ' ');
        var version = end < 0 ? text : text[..end];
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var parts = (dash < 0 ? version : version[..dash]).Count(letter => letter == '.') + 1;
        return parts < 2 ? (null, 0) : (PackageVersion.Parse(version.ToLowerInvariant()), parts);
    }
}
