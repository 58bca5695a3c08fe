using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Text;

/// <summary>Finds the constant texts that code hands to a member that only names or shows what it is given: namespaces of XML, messages, links to help.</summary>
/// <remarks>
/// <c>throw new ArgumentException("https://docs.example/a")</c>: the text before the call counts, not the same text elsewhere in the method.
/// </remarks>
internal sealed class UrlMentions
{
    private static readonly (string Prefix, string Role)[] Members =
    [
        ("System.Xml.Linq.", UrlRoles.Schema),
        ("System.Xml.Serialization.", UrlRoles.Schema),
        ("System.Xml.XmlWriter::", UrlRoles.Schema),
        ("System.Xml.XmlReader::ReadStartElement", UrlRoles.Schema),
        ("System.Xml.XmlReader::IsStartElement", UrlRoles.Schema),
        ("System.Xml.XmlReader::MoveToAttribute", UrlRoles.Schema),
        ("System.Xml.XmlReader::GetAttribute", UrlRoles.Schema),
        ("System.Xml.XmlElement::", UrlRoles.Schema),
        ("System.Xml.XmlNode::", UrlRoles.Schema),
        ("System.Xml.XmlDocument::Create", UrlRoles.Schema),
        ("System.Xml.XmlDocument::GetElementsByTagName", UrlRoles.Schema),
        ("System.Xml.XmlNamespaceManager::", UrlRoles.Schema),
        ("System.Xml.XmlQualifiedName", UrlRoles.Schema),
        ("System.Xml.NameTable::", UrlRoles.Schema),
        ("System.Xml.XmlNameTable::", UrlRoles.Schema),
        ("System.Runtime.Serialization.DataContract", UrlRoles.Schema),
        ("System.Exception::set_HelpLink", UrlRoles.Documentation),
        ("System.Console::Write", UrlRoles.Documentation),
        ("System.IO.TextWriter::Write", UrlRoles.Documentation),
        ("System.Diagnostics.Debug::", UrlRoles.Documentation),
        ("System.Diagnostics.Trace::", UrlRoles.Documentation),
        ("Microsoft.CodeAnalysis.DiagnosticDescriptor", UrlRoles.Documentation),
        ("Microsoft.CodeAnalysis.LocalizableResourceString", UrlRoles.Documentation),
        ("Microsoft.Extensions.Logging.Logger", UrlRoles.Documentation),
        ("Microsoft.Build.Utilities.TaskLoggingHelper::Log", UrlRoles.Documentation),
    ];

    /// <summary>Texts that a call may take back: those loaded long before it are another statement's.</summary>
    private const int MostLoaded = 32;

    private readonly Dictionary<int, string> _roles = [];
    // Characters of folded arguments that are searched in one file.
    private long _budget = 4 * 1024 * 1024;

    private UrlMentions()
    {
    }

    /// <summary>The role that its use gives to the text of this record; null when it has none.</summary>
    public string? RoleOf(int record) => _roles.GetValueOrDefault(record);

    /// <summary>Looks at the calls and constructions that take texts with an address in them.</summary>
    /// <param name="records">Facts in the order of the code.</param>
    /// <param name="isAddress">Says of a text whether an address of code is in it.</param>
    /// <param name="facts">Texts and arguments of the facts.</param>
    public static UrlMentions In(ReadOnlySpan<FactRecord> records, Func<int, bool> isAddress, FactWriter facts)
    {
        var mentions = new UrlMentions();
        var members = new Dictionary<int, string?>();
        // The texts with an address in the method that is being read, and where each was loaded last.
        var loaded = new List<(int Text, int Record)>();
        var place = FactRecord.None;
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (record.Place != place)
            {
                place = record.Place;
                loaded.Clear();
            }

            if (record.Kind == FactKind.String)
            {
                if (!isAddress(record.Value))
                {
                    continue;
                }

                if (loaded.Count == MostLoaded)
                {
                    loaded.RemoveAt(0);
                }

                loaded.Add((record.Value, i));
            }
            else if (loaded.Count > 0 && record.Arguments != FactRecord.None && record.Kind is FactKind.Call or FactKind.New)
            {
                ref var role = ref CollectionsMarshal.GetValueRefOrAddDefault(members, record.Value, out var known);
                if (!known)
                {
                    role = RoleOf(facts.Text(record.Value), record.Kind);
                }

                if (role is not null)
                {
                    mentions.Add(facts.Arguments(record.Arguments), loaded, role, facts);
                }
            }
        }

        return mentions;
    }

    private static string? RoleOf(string member, FactKind kind)
    {
        if (kind == FactKind.New && member.EndsWith("Exception", StringComparison.Ordinal))
        {
            return UrlRoles.Documentation;
        }

        foreach (var (prefix, role) in Members)
        {
            if (member.StartsWith(prefix, StringComparison.Ordinal))
            {
                // `XDocument.Load(address)` opens what it is given.
                return member.Contains("::Load", StringComparison.Ordinal) ? null : role;
            }
        }

        return null;
    }

    private void Add(ReadOnlySpan<StoredArgument> arguments, List<(int Text, int Record)> loaded, string role, FactWriter facts)
    {
        foreach (var argument in arguments)
        {
            if (argument.Value < 0 || argument.Derivation > Derivation.Folded)
            {
                continue;
            }

            for (var i = loaded.Count - 1; i >= 0; i--)
            {
                // `"see " + address`: the folded argument holds the text.
                if (loaded[i].Text == argument.Value || (argument.Derivation == Derivation.Folded && Holds(facts.Text(argument.Value), facts.Text(loaded[i].Text))))
                {
                    _roles.TryAdd(loaded[i].Record, role);
                    break;
                }
            }
        }
    }

    private bool Holds(string text, string part)
    {
        _budget -= text.Length;
        return _budget > 0 && text.Contains(part, StringComparison.Ordinal);
    }
}
