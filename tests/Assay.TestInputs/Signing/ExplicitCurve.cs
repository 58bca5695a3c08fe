using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Assay.TestInputs.Signing;

/// <summary>Writes an elliptic curve key with the curve's parameters in place of its name (X9.62, SEC 1 C.2).</summary>
internal static class ExplicitCurve
{
    public static byte[] Write(ECDsa key)
    {
        var parameters = key.ExportExplicitParameters(includePrivateParameters: false);
        var curve = parameters.Curve;
        return DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.Sequence(() =>
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                writer.Sequence(() =>
                {
                    writer.WriteInteger(1);
                    writer.Sequence(() =>
                    {
                        writer.WriteObjectIdentifier("1.2.840.10045.1.1");
                        writer.WriteIntegerUnsigned(curve.Prime);
                    });
                    writer.Sequence(() =>
                    {
                        writer.WriteOctetString(curve.A);
                        writer.WriteOctetString(curve.B);
                    });
                    writer.WriteOctetString([4, .. curve.G.X!, .. curve.G.Y!]);
                    writer.WriteIntegerUnsigned(curve.Order);
                    writer.WriteIntegerUnsigned(curve.Cofactor);
                });
            });
            writer.WriteBitString([4, .. parameters.Q.X!, .. parameters.Q.Y!]);
        }));
    }
}
