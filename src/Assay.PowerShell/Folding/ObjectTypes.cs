using System.Numerics;
using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Names the .NET types of values.</summary>
internal static class ObjectTypes
{
    public const string Hashtable = "System.Collections.Hashtable";
    public const string OrderedDictionary = "System.Collections.Specialized.OrderedDictionary";
    public const string CustomObject = "System.Management.Automation.PSCustomObject";
    public const string ScriptBlock = "System.Management.Automation.ScriptBlock";

    public static string? NameOf(object? content) => content switch
    {
        null => null,
        string => "System.String",
        int => "System.Int32",
        char => "System.Char",
        bool => "System.Boolean",
        byte => "System.Byte",
        sbyte => "System.SByte",
        short => "System.Int16",
        ushort => "System.UInt16",
        uint => "System.UInt32",
        long => "System.Int64",
        ulong => "System.UInt64",
        float => "System.Single",
        double => "System.Double",
        decimal => "System.Decimal",
        BigInteger => "System.Numerics.BigInteger",
        byte[] => "System.Byte[]",
        char[] => "System.Char[]",
        string[] => "System.String[]",
        object?[] => "System.Object[]",
        ListObject list => list.TypeName,
        FoldedTable table => table.TypeName,
        FoldedBlock => ScriptBlock,
        FoldedType => "System.RuntimeType",
        FoldedEnumeration enumeration => enumeration.TypeName,
        FoldedCommand command => $"System.Management.Automation.{command.Kind}Info",
        Encoding encoding => EncodingName(encoding),
        TextBuilder => "System.Text.StringBuilder",
        ByteStream stream => stream.TypeName,
        TextSource source => source.TypeName,
        EngineObject engine => engine.TypeName,
        PatternObject => "System.Text.RegularExpressions.Regex",
        MatchObject => "System.Text.RegularExpressions.Match",
        SecureText => "System.Security.SecureString",
        VariableObject => "System.Management.Automation.PSVariable",
        XmlElementObject => "System.Xml.XmlElement",
        Guid => "System.Guid",
        Uri => "System.Uri",
        Version => "System.Version",
        _ => null,
    };

    private static string EncodingName(Encoding encoding) => encoding.CodePage switch
    {
        1200 or 1201 => "System.Text.UnicodeEncoding",
        65001 => "System.Text.UTF8Encoding",
        20127 => "System.Text.ASCIIEncoding",
        12000 or 12001 => "System.Text.UTF32Encoding",
        65000 => "System.Text.UTF7Encoding",
        _ => "System.Text.Encoding",
    };
}
