using Assay.Model;
using Assay.Model.Storing;

namespace Assay.Scan;

/// <summary>A manifest as bytes.</summary>
internal static class ManifestFormat
{
    public static void Write(PackageManifest? manifest, StoredBuffer output)
    {
        output.Byte(manifest is null ? (byte)0 : (byte)1);
        if (manifest is null)
        {
            return;
        }

        output.Text(manifest.Id);
        output.Text(manifest.Version);
        output.Text(manifest.NormalizedVersion);
        output.Text(manifest.Title);
        output.Text(manifest.Description);
        Write(manifest.Authors, output);
        Write(manifest.Owners, output);
        Write(manifest.Tags, output);
        Write(manifest.License is { } license ? [license.Expression, license.File, license.Url] : null, output);
        output.Text(manifest.ProjectUrl);
        Write(manifest.Repository is { } repository ? [repository.Type, repository.Url, repository.Commit, repository.Branch] : null, output);
        Write(manifest.PackageTypes, output);
        output.Number(manifest.Dependencies.Count);
        foreach (var dependency in manifest.Dependencies)
        {
            output.Text(dependency.Id);
            output.Text(dependency.Range);
            output.Text(dependency.Framework);
            output.Text(dependency.Kind);
        }

        output.Byte(manifest.DevelopmentDependency ? (byte)1 : (byte)0);
    }

    public static PackageManifest? Read(ref StoredReader input)
    {
        if (input.Byte() == 0)
        {
            return null;
        }

        var manifest = new PackageManifest
        {
            Id = input.RequiredText(),
            Version = input.RequiredText(),
            NormalizedVersion = input.RequiredText(),
            Title = input.Text(),
            Description = input.Text(),
            Authors = ReadTexts(ref input),
            Owners = ReadTexts(ref input),
            Tags = ReadTexts(ref input),
            License = ReadFields(ref input, 3) is [var expression, var file, var address] ? new LicenseDeclaration(expression, file, address) : null,
            ProjectUrl = input.Text(),
            Repository = ReadFields(ref input, 4) is [var type, var url, var commit, var branch] ? new RepositoryDeclaration(type, url, commit, branch) : null,
            PackageTypes = ReadTexts(ref input),
        };
        var dependencies = new PackageDependency[input.Count()];
        foreach (ref var dependency in dependencies.AsSpan())
        {
            dependency = new PackageDependency(input.RequiredText(), input.Text(), input.Text(), input.RequiredText());
        }

        return manifest with { Dependencies = dependencies, DevelopmentDependency = input.Byte() != 0 };
    }

    private static void Write(IReadOnlyList<string> texts, StoredBuffer output)
    {
        output.Number(texts.Count);
        foreach (var text in texts)
        {
            output.Text(text);
        }
    }

    private static void Write(string?[]? fields, StoredBuffer output)
    {
        output.Byte(fields is null ? (byte)0 : (byte)1);
        foreach (var field in fields ?? [])
        {
            output.Text(field);
        }
    }

    private static string[] ReadTexts(ref StoredReader input)
    {
        var texts = new string[input.Count()];
        foreach (ref var text in texts.AsSpan())
        {
            text = input.RequiredText();
        }

        return texts;
    }

    private static string?[]? ReadFields(ref StoredReader input, int count)
    {
        if (input.Byte() == 0)
        {
            return null;
        }

        var fields = new string?[count];
        foreach (ref var field in fields.AsSpan())
        {
            field = input.Text();
        }

        return fields;
    }
}
