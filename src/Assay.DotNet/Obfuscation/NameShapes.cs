using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.InteropServices;
using System.Text;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.Obfuscation;

/// <summary>Measures over all type and method names how many nobody can read, and finds single names that deceive the reader.</summary>
/// <remarks>
/// One pass over the tables. Names are looked at as bytes of the string heap (ECMA-335 II.24.2.3, UTF-8); a text is made only of those that are not plain ASCII.
/// </remarks>
internal sealed class NameShapes(MetadataReader metadata, PlaceTable places, FactWriter facts)
{
    /// <summary>Fewer names say nothing about a tool.</summary>
    private const int MinimumNames = 16;

    /// <summary>From these shares on, of a hundred, the shape is stated. Plain libraries of two dozen types have one or two short names (SR).</summary>
    private const int StatedShare = 10;
    private const int StatedShortShare = 30;
    private const int ShortName = 2;
    private const int LongName = 256;

    // Longer names are refused where they are read; here their beginning tells enough.
    private const int MaximumBytes = 4096;

    // Names that are stated one by one; more are counted by the share.
    private const int MaximumStated = 8;

    private readonly Dictionary<int, Shape> _rareShapes = [];
    private Count _types;
    private Count _methods;
    private int _stated;

    private enum Shape
    {
        Plain,
        Short,
        Long,
        Unreadable,
    }

    /// <summary>Writes <c>obfuscated-names</c>, <c>look-alike-name</c>, <c>invisible-name</c> and <c>obfuscator-mark</c>.</summary>
    public void Write()
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var bytes = Bytes(type.Name);

            // Compilers begin the names of their own types with "<" and "$"; VB$AnonymousType, __StaticArrayInitTypeSize.
            if (bytes.IsEmpty || bytes[0] is (byte)'<' or (byte)'$' or (byte)'_' || bytes.StartsWith("VB$"u8))
            {
                if (ProtectorMarks.ToolOf(metadata, type) is { } runtime)
                {
                    WriteMark(runtime, type);
                }

                continue;
            }

            _types.Add(ShapeOf(type.Name, bytes, "type", handle));
            if (ProtectorMarks.ToolOf(metadata, type) is { } tool)
            {
                WriteMark(tool, type);
            }
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if ((method.Attributes & (MethodAttributes.SpecialName | MethodAttributes.RTSpecialName | MethodAttributes.PinvokeImpl)) != 0)
            {
                continue;
            }

            var bytes = Bytes(method.Name);
            if (!bytes.IsEmpty && bytes[0] is not ((byte)'<' or (byte)'$'))
            {
                _methods.Add(ShapeOf(method.Name, bytes, "method", handle));
            }
        }

        if (_types.IsStriking || _methods.IsStriking)
        {
            facts.Add(FactKind.Anomaly, "obfuscated-names", arguments: new ArgumentList(
                new Argument("types", Text(_types.All)), new Argument("methods", Text(_methods.All)),
                new Argument("unreadable-types", Text(_types.Share(Shape.Unreadable))), new Argument("unreadable-methods", Text(_methods.Share(Shape.Unreadable))),
                new Argument("short-types", Text(_types.Share(Shape.Short))), new Argument("short-methods", Text(_methods.Share(Shape.Short))),
                new Argument("long-types", Text(_types.Share(Shape.Long))), new Argument("long-methods", Text(_methods.Share(Shape.Long)))));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteMark(string tool, in TypeDefinition type) =>
        facts.Add(FactKind.Anomaly, "obfuscator-mark", arguments: new ArgumentList(new Argument("tool", tool), new Argument("how", "type"), new Argument("name", HiddenCharacters.Escape(metadata.GetString(type.Name)))));

    private Shape ShapeOf(StringHandle name, ReadOnlySpan<byte> bytes, string kind, EntityHandle owner)
    {
        // Printable ASCII without blanks: nearly all names.
        if (bytes.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) < 0)
        {
            // The name of an explicit implementation holds the interface and its type arguments.
            return bytes.Length <= ShortName ? Shape.Short : bytes.Length > LongName && bytes.IndexOfAny((byte)'.', (byte)'<') < 0 ? Shape.Long : Shape.Plain;
        }

        var offset = MetadataTokens.GetHeapOffset(name);
        if (!_rareShapes.TryGetValue(offset, out var shape))
        {
            shape = RareShape(Encoding.UTF8.GetString(bytes), kind, owner);
            _rareShapes.Add(offset, shape);
        }

        return shape;
    }

    private Shape RareShape(string name, string kind, EntityHandle owner)
    {
        var hidden = false;
        var unreadable = 0;
        var letters = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            hidden |= HiddenCharacters.IsInvisible(rune.Value) || HiddenCharacters.ChangesDirection(rune.Value);
            var category = Rune.GetUnicodeCategory(rune);
            letters += Rune.IsLetterOrDigit(rune) ? 1 : 0;

            // F# lets a person write blanks and most signs between back-ticks; these nobody writes.
            unreadable += category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || rune == Rune.ReplacementChar ? 1 : 0;
        }

        if (_stated < MaximumStated)
        {
            Deceives(name, hidden, kind, owner);
        }

        return unreadable > 0 && unreadable >= letters / 2 ? Shape.Unreadable : letters == 0 && name.AsSpan().Trim().Length == 0 ? Shape.Unreadable : Shape.Plain;
    }

    private void Deceives(string name, bool hidden, string kind, EntityHandle owner)
    {
        var place = owner.Kind == HandleKind.TypeDefinition ? places.Of((TypeDefinitionHandle)owner) : places.Of((MethodDefinitionHandle)owner);
        if (LookAlikeLetters.AreMixedIn(name, out var script))
        {
            _stated++;
            facts.Add(FactKind.Anomaly, "look-alike-name", place, new ArgumentList(new Argument("name", name), new Argument("seen", LookAlikeLetters.AsSeen(name)), new Argument("script", script), new Argument("of", kind)));
        }

        // A name that is nothing but hidden characters belongs to the measure of the whole.
        if (hidden && name.AsSpan().IndexOfAnyInRange('0', 'z') >= 0)
        {
            _stated++;
            facts.Add(FactKind.Anomaly, "invisible-name", place, new ArgumentList(new Argument("name", HiddenCharacters.Escape(name)), new Argument("of", kind)));
        }
    }

    private unsafe ReadOnlySpan<byte> Bytes(StringHandle handle)
    {
        var reader = metadata.GetBlobReader(handle);
        return new ReadOnlySpan<byte>(reader.StartPointer, Math.Min(reader.Length, MaximumBytes));
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Count
    {
        private int _short;
        private int _long;
        private int _unreadable;

        public int All { get; private set; }

        public readonly bool IsStriking => All >= MinimumNames && (Share(Shape.Short) >= StatedShortShare || Share(Shape.Long) >= StatedShare || Share(Shape.Unreadable) >= StatedShare);

        public void Add(Shape shape)
        {
            All++;
            _short += shape == Shape.Short ? 1 : 0;
            _long += shape == Shape.Long ? 1 : 0;
            _unreadable += shape == Shape.Unreadable ? 1 : 0;
        }

        public readonly int Share(Shape shape) => All == 0 ? 0 : (int)((shape switch { Shape.Short => _short, Shape.Long => _long, _ => _unreadable }) * 100L / All);
    }
}
