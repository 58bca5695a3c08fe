using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Assay.Model;
using Assay.Packages.Manifest;

namespace Assay.Packages;

/// <summary>Reads what PowerShellGet wrote down when it installed a module (<c>PSGetModuleInfo.xml</c>): where it is from, as facts <c>psget.*</c>.</summary>
/// <remarks>CLIXML of [MS-PSRP] 2.2.5: an <c>Obj</c> whose members stand in <c>MS</c> with their names as attribute <c>N</c>; <c>LST</c> holds lists, <c>DCT</c> dictionaries of <c>En</c> with a key and a value.</remarks>
public static partial class InstalledModuleReader
{
    private const int Entries = 2_000;

    /// <summary>Writes a <c>metadata</c> fact for every member, lists one for each item, dictionaries with the key behind a dot.</summary>
    public static FileFacts Read(ReadOnlyMemory<byte> bytes)
    {
        var facts = new FactWriter();
        if (GuardedXml.Load(bytes, "record of the installation", ProblemId.XmlUnreadable, facts) is not { Root: { } root })
        {
            return facts.ToFacts();
        }

        if (root.Name.LocalName != "Objs" || Child(Child(root, "Obj"), "MS") is not { } members)
        {
            facts.AddProblem(ProblemId.XmlUnreadable, "The record of the installation is no CLIXML of an object.", incomplete: false);
            return facts.ToFacts();
        }

        foreach (var member in members.Elements().Where(member => member.Attribute("N") is not null))
        {
            Write("psget." + Decode(member.Attribute("N")!.Value), member, facts);
        }

        if (facts.Count >= Entries)
        {
            facts.AddProblem(ProblemId.LimitFindings, $"The record of the installation has more than {Entries} entries; the rest is left out.");
        }

        return facts.ToFacts();
    }

    // <S N="Name">Sample</S>, <Obj N="Tags"><LST><S>a</S></LST></Obj>, <Obj N="Includes"><DCT><En><S N="Key">Function</S><Obj N="Value"><LST/></Obj></En></DCT></Obj>
    private static void Write(string key, XElement value, FactWriter facts)
    {
        if (facts.Count >= Entries)
        {
            return;
        }

        if (value.Name.LocalName is "Nil" or "Ref")
        {
            return;
        }

        if (value.Name.LocalName != "Obj")
        {
            var position = (IXmlLineInfo)value;
            facts.Add(FactKind.Metadata, key, arguments: new ArgumentList(new Argument("value", Decode(value.Value))), positionKind: PositionKind.LineColumn, position: position.LineNumber, column: position.LinePosition);
            return;
        }

        foreach (var content in value.Elements())
        {
            switch (content.Name.LocalName)
            {
                case "LST" or "QUE" or "STK" or "IE":
                    foreach (var item in content.Elements())
                    {
                        Write(key, item, facts);
                    }

                    break;
                case "DCT":
                    foreach (var entry in content.Elements())
                    {
                        if (Named(entry, "Key") is { HasElements: false } name && Named(entry, "Value") is { } item)
                        {
                            Write($"{key}.{Decode(name.Value)}", item, facts);
                        }
                    }

                    break;
            }
        }
    }

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static XElement? Named(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Attribute("N")?.Value == name);

    // [MS-PSRP] 2.2.5.3.2: _x000A_ is the code unit 000A.
    private static string Decode(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? EncodedUnit().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.NonBacktracking)]
    private static partial Regex EncodedUnit();
}
