namespace Assay.PowerShell.Folding;

/// <summary>Boxed values that scripts have most.</summary>
internal static class Boxes
{
    public static readonly object True = true;
    public static readonly object False = false;

    private const int Lowest = -128;
    private static readonly object[] Integers = [.. Enumerable.Range(Lowest, 1_152).Select(value => (object)value)];
    private static readonly object[] Bytes = [.. Enumerable.Range(0, 256).Select(value => (object)(byte)value)];
    private static readonly object[] Characters = [.. Enumerable.Range(0, 256).Select(value => (object)(char)value)];

    public static object Of(int value) => (uint)(value - Lowest) < (uint)Integers.Length ? Integers[value - Lowest] : value;

    public static object Of(byte value) => Bytes[value];

    public static object Of(char value) => value < Characters.Length ? Characters[value] : value;

    public static object Of(bool value) => value ? True : False;
}
