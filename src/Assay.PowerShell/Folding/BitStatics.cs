using System.Buffers.Binary;

namespace Assay.PowerShell.Folding;

/// <summary>Static methods of <c>[BitConverter]</c>, in little-endian order.</summary>
internal static class BitStatics
{
    public static object? Invoke(string name, in Arguments arguments)
    {
        if (name == "GETBYTES" && arguments.Count == 1)
        {
            return arguments[0] switch
            {
                int number => BitConverter.GetBytes(number),
                long number => BitConverter.GetBytes(number),
                short number => BitConverter.GetBytes(number),
                ushort number => BitConverter.GetBytes(number),
                uint number => BitConverter.GetBytes(number),
                char character => BitConverter.GetBytes(character),
                double number => BitConverter.GetBytes(number),
                _ => UnknownElement.Any,
            };
        }

        if (!arguments.Bytes(0, out var bytes))
        {
            return UnknownElement.Any;
        }

        if (name == "TOSTRING")
        {
            return arguments.Count == 1 && arguments.Work.Fits(bytes.Length * 3L) ? BitConverter.ToString(bytes) : UnknownElement.Any;
        }

        if (!arguments.Int(1, out var start) || start < 0 || start >= bytes.Length)
        {
            return UnknownElement.Any;
        }

        var rest = bytes.AsSpan(start);
        return name switch
        {
            "TOINT32" when rest.Length >= 4 => Boxes.Of(BinaryPrimitives.ReadInt32LittleEndian(rest)),
            "TOINT16" when rest.Length >= 2 => BinaryPrimitives.ReadInt16LittleEndian(rest),
            "TOUINT16" when rest.Length >= 2 => BinaryPrimitives.ReadUInt16LittleEndian(rest),
            "TOUINT32" when rest.Length >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(rest),
            "TOINT64" when rest.Length >= 8 => BinaryPrimitives.ReadInt64LittleEndian(rest),
            "TOCHAR" when rest.Length >= 2 => Boxes.Of((char)BinaryPrimitives.ReadUInt16LittleEndian(rest)),
            _ => UnknownElement.Any,
        };
    }
}
