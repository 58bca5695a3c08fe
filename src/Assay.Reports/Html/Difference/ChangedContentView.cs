using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>What differs in surfaces, hosts, dependencies, files, public members and sizes.</summary>
internal static class ChangedContentView
{
    private const string Arrow = "→";

    public static void WriteSurfaces(VersionChanges changes, HtmlWriter html)
    {
        using (Section.Open(html, "surfaces", "Runs on occasions on which it did not"))
        {
            if (changes.Surfaces.Count == 0)
            {
                html.Element("p.none", ChangeText.None(changes.Comparability, "None."));
                return;
            }

            foreach (var surface in changes.Surfaces)
            {
                html.Element("h3.category", $"{Section.Words(surface.Surface)}: {SurfaceText.Explain(surface.Surface)}{(surface.First ? "; nothing did before" : "")}");
                Table.Write(html, $"Files that run on the occasion {surface.Surface}", ["File", "Kind", "Why"], surface.Files.Select(IReadOnlyList<string?> (file) => [file.Artifact, ChangeText.Kind(file.Kind), ChangeText.Newly(file)]));
                if (surface.Total > surface.Files.Count)
                {
                    html.Element("p.note", $"and {surface.Total - surface.Files.Count:N0} more");
                }
            }
        }
    }

    public static void WriteHosts(VersionChanges changes, HtmlWriter html)
    {
        var hosts = changes.Hosts;
        using (Section.Open(html, "hosts", "New hosts in code", hosts.NewTotal == 0 ? null : $"{hosts.NewTotal:N0}"))
        {
            if (hosts.NewTotal == 0)
            {
                html.Element("p.none", ChangeText.None(changes.Comparability, "None."));
            }
            else
            {
                Table.Write(html, "Hosts that no code named before", ["Host", "Address", "File"], hosts.New.Select(IReadOnlyList<string?> (host) => [host.Host, host.Url, host.Artifact]));
            }

            if (hosts.GoneTotal > 0)
            {
                html.Element("p.note", $"Gone: {string.Join(", ", hosts.Gone.Select(host => host.Host))}{(hosts.GoneTotal > hosts.Gone.Count ? $" and {hosts.GoneTotal - hosts.Gone.Count} more" : "")}");
            }
        }
    }

    public static void WriteDependencies(VersionChanges changes, HtmlWriter html)
    {
        var dependencies = changes.Dependencies;
        IReadOnlyList<string?>[] rows =
        [
            .. dependencies.Added.Select(dependency => (IReadOnlyList<string?>)[dependency.Id, "added", "–", ChangeText.Values(dependency.After)]),
            .. dependencies.Removed.Select(dependency => (IReadOnlyList<string?>)[dependency.Id, "removed", ChangeText.Values(dependency.Before), "–"]),
            .. dependencies.Changed.Select(dependency => (IReadOnlyList<string?>)[dependency.Id, "changed", ChangeText.Values(dependency.Before), ChangeText.Values(dependency.After)]),
        ];
        using (Section.Open(html, "dependencies", "Dependencies", rows.Length == 0 ? null : $"{rows.Length:N0}"))
        {
            if (rows.Length == 0)
            {
                html.Element("p.none", ChangeText.None(changes.Comparability, "The same."));
            }
            else
            {
                Table.Write(html, "Declared dependencies that differ", ["Package", "What", "Range before", "Range after"], rows);
            }
        }
    }

    public static void WriteFiles(VersionChanges changes, HtmlWriter html)
    {
        var files = changes.Files;
        using (Section.Open(html, "files", "Files", ChangeText.Files(files)))
        {
            if (files.Kinds.Count > 0)
            {
                Table.Write(html, "Files that differ by kind", ["Kind", "Added", "Removed", "Changed", "Moved"], files.Kinds.Select(IReadOnlyList<string?> (kind) => [ChangeText.Kind(kind.Kind), $"{kind.Added:N0}", $"{kind.Removed:N0}", $"{kind.Changed:N0}", $"{kind.Moved:N0}"]));
            }

            foreach (var (name, list, total) in new[] { ("Added", files.Added, files.Totals.Added), ("Removed", files.Removed, files.Totals.Removed), ("Changed", files.Changed, files.Totals.Changed), ("Moved", files.Moved, files.Totals.Moved) })
            {
                if (list.Count > 0)
                {
                    using (html.Element("details.others"))
                    {
                        html.Element("summary", list.Count < total ? $"{name}: the first {list.Count:N0} of {Quantity.Of(total, "file")}" : $"{name}: {Quantity.Of(total, "file")}");
                        Table.Write(html, $"{name} files", ["Path", "What", "SHA-256"], list.Select(IReadOnlyList<string?> (file) => [file.Path, ChangeText.File(file, Arrow), file.Sha256After ?? file.Sha256Before]), "files");
                    }
                }
            }
        }
    }

    public static void WriteApi(VersionChanges changes, HtmlWriter html)
    {
        var api = changes.Api;
        using (Section.Open(html, "api", "What other code may call"))
        {
            var sums = ChangeText.Api(api).ToArray();
            if (!api.Compared || sums.Length == 0)
            {
                html.Element("p.none", !api.Compared ? "Not comparable: the public members of a library were not read." : ChangeText.None(changes.Comparability, "The same."));
                return;
            }

            html.Element("p", string.Join("; ", sums));
            if (api.Namespaces.Count > 0)
            {
                Table.Write(html, "Public types and members by namespace", ["Namespace", "Types", "Members"],
                    api.Namespaces.Select(IReadOnlyList<string?> (space) => [space.Name.Length == 0 ? "(no namespace)" : space.Name, ChangeText.Counts(space.TypesAdded, space.TypesRemoved), ChangeText.Counts(space.MembersAdded, space.MembersRemoved)]));
            }

            foreach (var (name, names, total) in new[] { ("Added", api.Added, api.TypesAdded + api.FunctionsAdded), ("Removed", api.Removed, api.TypesRemoved + api.FunctionsRemoved) })
            {
                if (names.Count > 0)
                {
                    using (html.Element("details.others"))
                    {
                        html.Element("summary", names.Count < total ? $"{name}: the first {names.Count:N0} of {total:N0}" : $"{name}: {total:N0}");
                        using (html.Element("ul"))
                        {
                            foreach (var item in names)
                            {
                                using (html.Element("li"))
                                {
                                    CodeText.Write(html, "code", item);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    public static void WriteSizes(VersionChanges changes, HtmlWriter html)
    {
        using (Section.Open(html, "sizes", "Sizes"))
        {
            Table.Write(html, "Sizes of both packages", ["What", "Before to after"], changes.Sizes.Select(IReadOnlyList<string?> (size) => [Section.Words(size.What), ChangeText.Size(size, Arrow)]));
        }
    }
}
