using System.Buffers;
using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Finds what the library of one target framework does and the same library for the others does not: start-up code, programs, network, code loading.</summary>
/// <remarks>A package whose frameworks differ because the platforms do has the difference in several; code that was slipped in tends to sit in one.</remarks>
internal static class FrameworkDifferences
{
    private const int MinimumFrameworks = 2;

    private static readonly FrozenDictionary<string, string> Members = new (string Capability, string[] Members)[]
    {
        ("process", ["System.Diagnostics.Process::Start"]),
        ("network", ["System.Net.WebClient::DownloadFile", "System.Net.WebClient::DownloadString", "System.Net.WebClient::DownloadData", "System.Net.WebClient::UploadString", "System.Net.WebClient::UploadData", "System.Net.WebRequest::Create",
            "System.Net.Http.HttpClient", "System.Net.Sockets.TcpClient", "System.Net.Sockets.Socket", "System.Net.Sockets.UdpClient", "System.Net.WebSockets.ClientWebSocket"]),
        ("loading", ["System.Reflection.Assembly::Load", "System.Reflection.Assembly::LoadFrom", "System.Reflection.Assembly::LoadFile", "System.AppDomain::Load", "System.Runtime.Loader.AssemblyLoadContext::LoadFromStream",
            "System.Runtime.Loader.AssemblyLoadContext::LoadFromAssemblyPath"]),
    }.SelectMany(row => row.Members.Select(member => (member, row.Capability))).ToFrozenDictionary(row => row.member, row => row.Capability, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Types = Members.Keys.Where(name => name.Contains("::", StringComparison.Ordinal)).Select(name => name[..name.IndexOf("::", StringComparison.Ordinal)]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes <c>difference</c> facts <c>framework.NAME</c> for what exactly one of several frameworks has.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, SurfacePlaces places, FactWriter facts)
    {
        var groups = new SortedDictionary<string, List<LinkedFile>>(StringComparer.Ordinal);
        for (var i = 1; i < files.Count; i++)
        {
            // lib/FRAMEWORK/Name.dll
            var artifact = files[i].Artifact;
            if (artifact is not { Parent: 0, Derived: false, Kind: ArtifactKind.ManagedAssembly } || !artifact.Name.StartsWith("lib/", StringComparison.OrdinalIgnoreCase) || artifact.Name.IndexOf('/', 4) is not (> 4 and var cut))
            {
                continue;
            }

            var name = artifact.Name[(cut + 1)..].ToLowerInvariant();
            if (!groups.TryGetValue(name, out var group))
            {
                groups.Add(name, group = []);
            }

            group.Add(files[i]);
        }

        foreach (var (name, group) in groups)
        {
            if (group.Count >= MinimumFrameworks)
            {
                Write(name, group, places, facts);
            }
        }
    }

    private static void Write(string name, List<LinkedFile> group, SurfacePlaces places, FactWriter facts)
    {
        var owners = new SortedDictionary<string, List<LinkedFile>>(StringComparer.Ordinal);
        foreach (var file in group)
        {
            foreach (var capability in Capabilities(file))
            {
                if (!owners.TryGetValue(capability, out var list))
                {
                    owners.Add(capability, list = []);
                }

                list.Add(file);
            }
        }

        foreach (var (capability, list) in owners)
        {
            if (list.Count == 1)
            {
                var folder = list[0].Artifact.Name.Split('/')[1];
                facts.Add(FactKind.Difference, "framework." + capability, places.Of(list[0].Surfaces), new ArgumentList(new Argument("name", name), new Argument("framework", folder),
                    new Argument("of", group.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))));
            }
        }
    }

    private static HashSet<string> Capabilities(LinkedFile file)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var facts = file.Facts;
        for (var i = 0; i < facts.Places.Count; i++)
        {
            if ((facts.PlaceSurface(i) & Surface.Load) != 0)
            {
                found.Add("start-up");
                break;
            }
        }

        // A file has few types of the framework, and far more names of members.
        var texts = facts.Strings;
        var ofType = ArrayPool<byte>.Shared.Rent(texts.Count);
        Array.Clear(ofType, 0, texts.Count);
        var wanted = new Dictionary<int, string>();
        Span<char> buffer = stackalloc char[64];
        for (var i = 0; i < texts.Count; i++)
        {
            if ((texts.PartsOf(i) is { IsMember: true, Type: var type } ? IsOfType(texts, type, ofType) : texts.Peek(i, buffer).StartsWith("System.")) && Members.TryGetValue(texts[i], out var capability))
            {
                wanted.Add(i, capability);
            }
        }

        ArrayPool<byte>.Shared.Return(ofType);
        if (wanted.Count > 0)
        {
            foreach (ref readonly var record in facts.RecordSpan)
            {
                if (record.Kind is FactKind.Call or FactKind.New && wanted.TryGetValue(record.Value, out var capability))
                {
                    found.Add(capability);
                }
            }
        }

        return found;
    }

    // Each type is looked at once.
    private static bool IsOfType(TextTable texts, int type, byte[] known)
    {
        const byte Yes = 1;
        const byte No = 2;
        if (known[type] == 0)
        {
            known[type] = Types.Contains(texts[type]) ? Yes : No;
        }

        return known[type] == Yes;
    }
}
