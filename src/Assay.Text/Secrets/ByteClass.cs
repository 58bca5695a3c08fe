using System.Buffers;
using System.Text;

namespace Assay.Text.Secrets;

/// <summary>A set of ASCII characters that tokens are made of, named by one letter in a <see cref="SecretShape"/>.</summary>
internal sealed class ByteClass
{
    private const string Digits = "0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly ByteClass?[] ByName = new ByteClass?[128];

    static ByteClass()
    {
        // 1, 2, 3: how two digits begin in base 64.
        Define('d', Digits);
        Define('h', Digits + "abcdef");
        Define('X', Digits + "ABCDEF");
        Define('x', Digits + "abcdefABCDEF");
        Define('l', Lower + Digits);
        Define('U', Upper + Digits);
        Define('L', Lower + Upper);
        Define('a', Lower + Upper + Digits);
        Define('w', Lower + Upper + Digits + "_");
        Define('t', Lower + Upper + Digits + "-_");
        Define('g', Lower + Upper + Digits + "-_.");
        Define('b', Lower + Upper + Digits + "+/");
        Define('e', Lower + Upper + Digits + "+/=");
        Define('v', Lower + Upper + Digits + "-_.~");
        Define('n', Upper + "234567");
        Define('i', Lower + "234567");
        Define('1', "MNO");
        Define('2', "DTjz");
        Define('3', "AEIMQUYcgk");
        Define('%', Lower + Upper + Digits + "-_+/%=");
    }

    private ByteClass(string characters)
    {
        Bytes = Encoding.ASCII.GetBytes(characters);
        Set = SearchValues.Create(Bytes);
    }

    /// <summary>The characters.</summary>
    public byte[] Bytes { get; }

    /// <summary>The same for searches.</summary>
    public SearchValues<byte> Set { get; }

    /// <summary>Gives the class of a letter.</summary>
    public static ByteClass Of(char name) => ByName[name] ?? throw new ArgumentException($"There is no class '{name}'.", nameof(name));

    /// <summary>True for what words are made of: letters, digits, the underscore.</summary>
    public static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';

    private static void Define(char name, string characters) => ByName[name] = new ByteClass(characters);
}
